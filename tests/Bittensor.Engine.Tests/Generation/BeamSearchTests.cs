using Bittensor.Engine.Generation;
using FsCheck.Xunit;

namespace Bittensor.Engine.Tests.Generation;

public class BeamSearchTests
{
    private static readonly TextGenerator Generator = new(TimeProvider.System);

    [Property(MaxTest = 40)]
    public void Generate_AsManyBeamsAsSequences_FindsTheBestOfAll(int seed, byte penalty)
    {
        var model = TableModel.Random(4, seed);
        var lengthPenalty = (penalty % 5 - 2) / 2.0;
        var options = new GenerationOptions { MaxNewTokens = 4, NumBeams = 64, NumReturnSequences = 5, LengthPenalty = lengthPenalty };
        var expected = AllSequences(model, [2], 4).OrderByDescending(item => item.LogProbability / Math.Pow(item.Tokens.Length, lengthPenalty)).Take(5).ToArray();

        var found = Generator.Generate(model, [[2]], options, TestContext.Current.CancellationToken);

        Assert.Equal(expected.Select(item => item.Tokens), found);
    }

    [Property(MaxTest = 200)]
    public void Generate_FewBeams_IsThePlainSearch(int seed, byte choice)
    {
        var beams = 2 + (choice % 3);
        var options = new GenerationOptions
        {
            MaxNewTokens = 1 + (choice % 7), NumBeams = beams, NumReturnSequences = beams,
            EarlyStopping = choice > 127, LengthPenalty = ((choice % 5) - 1) / 2.0,
        };
        var model = TableModel.Random(9, seed);
        var expected = new PlainBeamSearch(model, 9, beams, options.MaxNewTokens, options.LengthPenalty, options.EarlyStopping).Run(3);
        Assert.Equal(expected, Generate(model, options));
    }

    [Fact]
    public void Generate_GardenPath_BeamsFindWhatGreedyMisses()
    {
        // 0 ends. From 3: 1 (0.55) or 2 (0.45). After 1 nothing is likely (0.34 at most); after 2 the end is sure.
        var model = new TableModel(4, tokens => tokens[^1] switch
        {
            3 => Log(0.001, 0.55, 0.448, 0.001),
            2 => Log(0.97, 0.01, 0.01, 0.01),
            _ => Log(0.22, 0.34, 0.22, 0.22),
        });
        Assert.Equal([1, 1], Generate(model, new() { MaxNewTokens = 2 })[0]);
        Assert.Equal([2, 0], Generate(model, new() { MaxNewTokens = 2, NumBeams = 2 })[0]); // 0.448 x 0.97 = 0.435 > 0.55 x 0.34 = 0.187
    }

    [Theory]
    [InlineData(0.0, 1)] // log-probabilities -1.2 and -2.0 as they are: the short one
    [InlineData(1.0, 3)] // -1.2 / 1 against -2.0 / 3: the long one
    public void Generate_LengthPenalty_WeighsLength(double lengthPenalty, int expectedLength)
    {
        // The end at once has e^-1.2 = 0.301; going on has 0.699, then 0.6 and 0.323 (0.699 x 0.6 x 0.323 = e^-2.0).
        var model = new TableModel(3, tokens => tokens.Count switch
        {
            1 => Log(0.3012, 0.6987, 0.0001),
            2 => Log(0.0001, 0.6, 0.3999),
            _ => Log(0.323, 0.3, 0.377),
        });
        var options = new GenerationOptions { MaxNewTokens = 3, NumBeams = 8, LengthPenalty = lengthPenalty, NumReturnSequences = 8 };
        var rows = Generate(model, options);
        Assert.Equal(expectedLength, rows[0].Length);
    }

    [Fact]
    public void Generate_EarlyStopping_TakesTheFirstFinished()
    {
        // The end is second best at first, then the best; a far better long text comes only later.
        var model = new TableModel(3, tokens => tokens.Count switch
        {
            1 => Log(0.3, 0.6, 0.1),
            2 => Log(0.3, 0.6, 0.1),
            _ => Log(0.001, 0.998, 0.001),
        });
        var options = new GenerationOptions { MaxNewTokens = 12, NumBeams = 2 };
        Assert.All(Generate(model, options with { EarlyStopping = true, NumReturnSequences = 2 }), row => Assert.Equal(0, row[^1]));
        Assert.Equal(12, Generate(model, options)[0].Length);
    }

    [Fact]
    public void Generate_SeveralSequences_BestFirstAndDifferent()
    {
        var model = TableModel.Random(6, 3);
        var rows = Generate(model, new() { MaxNewTokens = 5, NumBeams = 4, NumReturnSequences = 4 });
        var scores = rows.Select(row => LogProbability(model, [3], row) / row.Length).ToArray();
        Assert.Equal(scores.OrderDescending(), scores);
        Assert.Equal(4, rows.Select(row => string.Join(',', row)).Distinct().Count());
    }

    [Fact]
    public void Generate_Groups_EachGroupFindsTheSame()
    {
        var model = TableModel.Random(6, 3);
        var single = Generate(model, new() { MaxNewTokens = 5, NumBeams = 2, NumReturnSequences = 2 });
        var groups = Generate(model, new() { MaxNewTokens = 5, NumBeams = 4, NumBeamGroups = 2, NumReturnSequences = 4 });
        Assert.Equal([single[0], single[0], single[1], single[1]], groups);
    }

    [Fact]
    public void Generate_BeamSampling_SameSeedSameText_AndSeedsDiffer()
    {
        var model = new TableModel(20, tokens => [.. Enumerable.Range(0, 20).Select(id => (float)(id == 0 ? -9 : Math.Sin(id * tokens[^1])))]);
        var options = new GenerationOptions { MaxNewTokens = 8, NumBeams = 3, DoSample = true, NumReturnSequences = 3, TopK = 0 };
        Assert.Equal(Generate(model, options), Generate(model, options));
        var first = Enumerable.Range(0, 20).Select(seed => string.Join(',', Generate(model, options with { Seed = seed })[0])).Distinct();
        Assert.InRange(first.Count(), 5, 20);
    }

    [Fact]
    public void Generate_BeamSamplingOneStep_DrawsWithoutReplacementByProbability()
    {
        // Two beams draw 4 of 6 tokens without replacement; the two best of the drawn are the answer, the best of them first.
        double[] p = [0.02, 0.4, 0.3, 0.16, 0.08, 0.04];
        var model = new TableModel(6, _ => Log(p)) { EndTokens = [] };
        var options = new GenerationOptions { MaxNewTokens = 1, NumBeams = 2, DoSample = true, TopK = 0 };
        const int Draws = 3000;
        var best = Enumerable.Range(0, Draws).Count(seed => Generate(model, options with { Seed = seed })[0][0] == 1);
        var expected = 1 - MissesFirst(p, 1, 4);
        Assert.InRange(best / (double)Draws, expected - 0.03, expected + 0.03); // more than 4 standard deviations
    }

    /// <summary>Probability that a token is not among so many drawn one after the other without replacement.</summary>
    private static double MissesFirst(double[] p, int token, int draws, int taken = 0, double left = 1) => draws == 0 ? 1 : Enumerable
        .Range(0, p.Length)
        .Where(i => i != token && (taken & (1 << i)) == 0)
        .Sum(i => p[i] / left * MissesFirst(p, token, draws - 1, taken | (1 << i), left - p[i]));

    private static IEnumerable<(int[] Tokens, double LogProbability)> AllSequences(TableModel model, int[] prompt, int length)
    {
        var open = new List<(int[] Tokens, double LogProbability)> { ([], 0) };
        for (var step = 1; step <= length; step++)
        {
            var next = new List<(int[] Tokens, double LogProbability)>();
            foreach (var (tokens, score) in open)
            {
                var scores = model.LogProbabilities([.. prompt, .. tokens]);
                for (var token = 0; token < scores.Length; token++)
                {
                    (int[] Tokens, double LogProbability) item = ([.. tokens, token], score + scores[token]);
                    if (token == 0 || step == length)
                    {
                        yield return item;
                    }
                    else
                    {
                        next.Add(item);
                    }
                }
            }

            open = next;
        }
    }

    private static double LogProbability(TableModel model, int[] prompt, int[] row) =>
        Enumerable.Range(0, row.Length).Sum(i => model.LogProbabilities([.. prompt, .. row[..i]])[row[i]]);

    private static float[] Log(params double[] probabilities) => [.. probabilities.Select(p => (float)Math.Log(p))];

    private static IReadOnlyList<int[]> Generate(TableModel model, GenerationOptions options) =>
        Generator.Generate(model, [[3]], options, TestContext.Current.CancellationToken);
}
