using Bittensor.Engine.Generation;
using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;

namespace Bittensor.Engine.Tests.Generation;

public class TextGeneratorTests
{
    private static readonly TextGenerator Generator = new(TimeProvider.System);

    [Property(MaxTest = 50)]
    public void Generate_Greedy_TakesTheLikeliestTokenEveryTime(int seed)
    {
        var model = TableModel.Random(7, seed);
        List<int> expected = [3];
        do
        {
            var next = model.LogProbabilities(expected);
            expected.Add(Array.IndexOf(next, next.Max()));
        }
        while (expected[^1] != 0 && expected.Count < 11);

        Assert.Equal(expected[1..], Single(model, [3], new() { MaxNewTokens = 10 }));
    }

    [Property(MaxTest = 50)]
    public void Generate_OneBeamAGroup_IsGreedy(int seed)
    {
        var model = TableModel.Random(6, seed);
        var greedy = Single(model, [3], new() { MaxNewTokens = 8 });
        Assert.Equal(greedy, Single(model, [3], new() { MaxNewTokens = 8, NumBeams = 3, NumBeamGroups = 3 }));
    }

    [Property(MaxTest = 50)]
    public void Generate_SamplingFromOneToken_IsGreedy(int seed)
    {
        var model = TableModel.Random(6, seed);
        var greedy = Single(model, [3], new() { MaxNewTokens = 8 });
        Assert.Equal(greedy, Single(model, [3], new() { MaxNewTokens = 8, DoSample = true, TopK = 1, Seed = seed }));
        Assert.Equal(greedy, Single(model, [3], new() { MaxNewTokens = 8, DoSample = true, TopK = 0, TopP = 1e-6, Seed = seed }));
        Assert.Equal(greedy, Single(model, [3], new() { MaxNewTokens = 8, DoSample = true, TopK = 0, Temperature = 1e-4, Seed = seed }));
    }

    [Property(MaxTest = 30)]
    public void Generate_NoRepeatNgramSize_NoNgramComesTwice(int seed, byte size)
    {
        var n = 1 + (size % 3);
        int[] prompt = [3, 1, 2, 1];
        foreach (var beams in new[] { 1, 3 })
        {
            var options = new GenerationOptions { MaxNewTokens = 12, NumBeams = beams, NoRepeatNgramSize = n };
            int[] row = [.. prompt, .. Single(TableModel.Random(5, seed), prompt, options)];
            var ngrams = Enumerable.Range(0, row.Length - n + 1).Select(at => string.Join(',', row[at..(at + n)])).ToArray();
            var inPrompt = Math.Max(0, prompt.Length - n + 1);
            Assert.All(Enumerable.Range(inPrompt, ngrams.Length - inPrompt), at => Assert.DoesNotContain(ngrams[at], ngrams[..at]));
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Generate_SeveralPrompts_EachAsAlone(bool sample)
    {
        foreach (var beams in new[] { 1, 4 })
        {
            var options = new GenerationOptions { MaxNewTokens = 9, NumBeams = beams, DoSample = sample, Seed = 5, NumReturnSequences = sample ? 2 : 1 };
            int[][] prompts = [[3], [1, 2, 4, 4, 2], [2, 1], [4, 4, 4, 3, 2, 1, 1]];
            var together = Generator.Generate(TableModel.Random(6, 11), prompts, options, TestContext.Current.CancellationToken);
            var alone = prompts.SelectMany(prompt => Generator.Generate(TableModel.Random(6, 11), [prompt], options, TestContext.Current.CancellationToken));
            Assert.Equal(alone, together);
        }
    }

    [Fact]
    public void Generate_SameSeed_SameText_OtherSeedOtherText()
    {
        var options = new GenerationOptions { MaxNewTokens = 30, DoSample = true, Seed = 1 };
        var model = new TableModel(50, _ => new float[50]) { EndTokens = [] };
        Assert.Equal(Single(model, [3], options), Single(model, [3], options));
        Assert.NotEqual(Single(model, [3], options), Single(model, [3], options with { Seed = 2 }));
    }

    [Fact]
    public void Generate_SeveralSamples_AreIndependent()
    {
        var options = new GenerationOptions { MaxNewTokens = 30, DoSample = true, NumReturnSequences = 3 };
        var rows = Generator.Generate(new TableModel(50, _ => new float[50]) { EndTokens = [] }, [[3]], options, TestContext.Current.CancellationToken);
        Assert.Equal(3, rows.Select(row => string.Join(',', row)).Distinct().Count());
    }

    [Fact]
    public void Generate_Sampling_DrawsByProbability()
    {
        var model = new TableModel(3, _ => [MathF.Log(0.2f), MathF.Log(0.3f), MathF.Log(0.5f)]) { EndTokens = [], ContextLength = 5000 };
        var options = new GenerationOptions { MaxNewTokens = 4000, DoSample = true, TopK = 0 };
        var row = Single(model, [1], options);
        double[] expected = [0.2, 0.3, 0.5];
        for (var token = 0; token < 3; token++)
        {
            var deviation = Math.Sqrt(expected[token] * (1 - expected[token]) / row.Length);
            Assert.InRange(row.Count(id => id == token) / (double)row.Length, expected[token] - (4 * deviation), expected[token] + (4 * deviation));
        }
    }

    [Fact]
    public void Generate_TimeIsUp_ReturnsWhatIsThere()
    {
        var clock = new FakeTimeProvider();
        var model = new TableModel(4, _ => [0, 1, 2, 3]) { OnStep = () => clock.Advance(TimeSpan.FromSeconds(1)) };
        var options = new GenerationOptions { MaxNewTokens = 50, MaxTime = TimeSpan.FromSeconds(2.5) };
        var rows = new TextGenerator(clock).Generate(model, [[1]], options, TestContext.Current.CancellationToken);
        Assert.Equal([3, 3, 3, 3], rows[0]); // after 0, 1, 2 and 3 seconds
    }

    [Fact]
    public void Generate_ContextIsFull_Stops()
    {
        var model = new TableModel(4, _ => [0, 1, 2, 3]) { ContextLength = 8 };
        var rows = Generator.Generate(model, [[1, 1, 1], [1], [1, 1, 1, 1, 1, 1, 1, 1]], new() { MaxNewTokens = 50 }, TestContext.Current.CancellationToken);
        Assert.Equal([5, 7, 1], rows.Select(row => row.Length));
    }

    [Fact]
    public void Generate_LastToken_TakesNoFurtherStep()
    {
        var model = new TableModel(4, _ => [0, 1, 2, 3]);
        Single(model, [1], new() { MaxNewTokens = 5 });
        Assert.Equal(4, model.Steps);
    }

    [Fact]
    public void Generate_Cancelled_Throws()
    {
        using var source = new CancellationTokenSource();
        var model = new TableModel(4, _ => [0, 1, 2, 3]) { OnStep = source.Cancel };
        Assert.ThrowsAny<OperationCanceledException>(() => Generator.Generate(model, [[1]], new() { MaxNewTokens = 9 }, source.Token));
        Assert.Equal(1, model.Steps);
    }

    [Fact]
    public void Generate_AnyEndToken_Ends()
    {
        var model = new TableModel(4, tokens => tokens.Count == 3 ? [0, 0, 9, 0] : [0, 9, 0, 0]) { EndTokens = [0, 2] };
        Assert.Equal([1, 1, 2], Single(model, [3], new() { MaxNewTokens = 9 })[..3]);
    }

    [Fact]
    public void Generate_EveryTokenRuledOut_Ends()
    {
        var model = new TableModel(3, _ => [0, 1, 2]) { EndTokens = [] };
        Assert.Equal([2, 0], Single(model, [1], new() { MaxNewTokens = 9, NoRepeatNgramSize = 1 }));
        Assert.Equal(2, Single(model, [1], new() { MaxNewTokens = 9, NoRepeatNgramSize = 1, NumBeams = 2 }).Length);
    }

    [Fact]
    public void Generate_LogitIsNaN_NamesInvalidResponse()
    {
        var model = new TableModel(3, _ => [0, float.NaN, 2]);
        Assert.Equal(EngineFault.NotFinite, Assert.Throws<EngineException>(() => Single(model, [1], new())).Fault);
        Assert.Equal(EngineFault.NotFinite, Assert.Throws<EngineException>(() => Single(model, [1], new() { NumBeams = 2 })).Fault);
    }

    [Theory]
    [InlineData(1, 1, false, 2)]
    [InlineData(3, 1, false, 4)]
    [InlineData(3, 2, false, 1)]
    [InlineData(4, 2, true, 1)]
    public void Generate_OptionsContradict_NamesInvalidRequest(int beams, int groups, bool sample, int sequences)
    {
        var options = new GenerationOptions { NumBeams = beams, NumBeamGroups = groups, DoSample = sample, NumReturnSequences = sequences };
        Assert.Equal(EngineFault.ContradictoryOptions, Assert.Throws<EngineException>(() => Single(TableModel.Random(5, 1), [1], options)).Fault);
    }

    private static int[] Single(TableModel model, int[] prompt, GenerationOptions options) =>
        Generator.Generate(model, [prompt], options, TestContext.Current.CancellationToken)[0];
}
