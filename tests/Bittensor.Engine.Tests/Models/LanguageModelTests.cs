using System.Text.Json;
using Bittensor.Engine.Decoding;
using Bittensor.Engine.Graph;
using Bittensor.Engine.Models;
using Bittensor.Engine.Scheduling;
using Bittensor.Testing.TinyModels;

namespace Bittensor.Engine.Tests.Models;

public class LanguageModelTests
{
    private static readonly double Tolerance = 1e-3; // logits have a standard deviation of about 2

    public static TheoryData<string> Servable => [.. TinyModel.Servable];

    /// <summary>Those with learned positions and logits of their own: the reference's.</summary>
    public static TheoryData<string> SameAsReference => [.. TinyModel.Servable
        .Where(name => name is not ("no-positions" or "past-positions-rotary" or "batch-coupled"))];

    [Theory]
    [MemberData(nameof(SameAsReference))]
    public async Task ForwardAsync_ReferenceRows_MatchesSeparateImplementation(string name)
    {
        await using var model = await TestModels.LoadAsync(name);
        using var expected = JsonDocument.Parse(await File.ReadAllBytesAsync(TinyModel.ExpectedFile, TestContext.Current.CancellationToken));
        var cases = expected.RootElement.EnumerateArray().ToArray();
        int[][] rows = [.. cases.Select(item => item.GetProperty("tokens").Deserialize<int[]>()!)];

        var (logits, hidden) = await model.ReadAsync(rows, output => (
            rows.Select((row, index) => output.Logits(index, row.Length - 1).ToArray()).ToArray(),
            rows.Select((row, index) => model.Description.HasHiddenStates ? output.HiddenState(index, row.Length - 1).ToArray() : []).ToArray()),
            TestContext.Current.CancellationToken);

        var tolerance = name == "float16" ? 0.1 : Tolerance;
        for (var row = 0; row < rows.Length; row++)
        {
            TestModels.AssertClose(cases[row].GetProperty("lastLogits").Deserialize<float[]>(), logits[row], tolerance);
            if (model.Description.HasHiddenStates)
            {
                TestModels.AssertClose(cases[row].GetProperty("lastHidden").Deserialize<float[]>(), hidden[row], tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Servable))]
    public async Task ForwardAsync_RaggedRows_GivesEachRowWhatItGivesAlone(string name)
    {
        await using var model = await TestModels.LoadAsync(name);
        var random = new Random(5);
        for (var attempt = 0; attempt < 8; attempt++)
        {
            var rows = TestModels.RandomRows(random, most: 9, longest: TinyModel.ContextLength);
            var together = await model.ReadAsync(rows, ReadAll, TestContext.Current.CancellationToken);
            for (var row = 0; row < rows.Length; row++)
            {
                var alone = await model.ReadAsync([rows[row]], ReadAll, TestContext.Current.CancellationToken);
                TestModels.AssertClose(alone[0], together[row], name == "float16" ? 0.03 : Tolerance);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Servable))]
    public async Task Step_RaggedRowsReordered_GivesWhatRecomputingGives(string name)
    {
        await using var model = await TestModels.LoadAsync(name);
        var random = new Random(6);
        for (var attempt = 0; attempt < 4; attempt++)
        {
            var rows = TestModels.RandomRows(random, most: 6, longest: TinyModel.ContextLength - 6);
            using var session = model.StartDecoding(rows, TestContext.Current.CancellationToken);
            await AssertAsAlone(model, session, rows);
            for (var step = 0; step < 6; step++)
            {
                int[] parents = step % 2 == 0
                    ? [.. Enumerable.Range(0, rows.Length)]
                    : [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => random.Next(rows.Length))];
                var tokens = TestModels.RandomRow(random, parents.Length);
                rows = [.. parents.Select((parent, row) => (int[])[.. rows[parent], tokens[row]])];
                session.Step(parents, tokens, TestContext.Current.CancellationToken);
                await AssertAsAlone(model, session, rows);
            }
        }
    }

    [Fact]
    public async Task Description_TinyModel_TellsWhatFilesSay()
    {
        await using var model = await TestModels.LoadAsync("external-data", options => options.Name = "mine");

        var description = model.Description;
        Assert.Equal("mine", description.Name);
        Assert.Equal("tiny", description.Architecture);
        Assert.Equal(TinyModel.VocabularySize, description.VocabularySize);
        Assert.Equal(TinyModel.HiddenSize, description.HiddenSize);
        Assert.Equal(TinyModel.ContextLength, description.ContextLength);
        Assert.True(description.HasHiddenStates);
        Assert.True(description.HasCache);
        Assert.Equal(ExecutionProvider.Cpu, description.ExecutionProvider);
        Assert.Equal(Size("model.onnx") + Size("model.onnx_data"), description.ParameterBytes);
        Assert.Equal([TinyModel.VocabularySize - 1], model.GenerationDefaults.EndOfSequence);
        Assert.Equal(TinyModel.VocabularySize - 1, model.GenerationDefaults.Padding);

        static long Size(string file) => new FileInfo(Path.Combine(TinyModel.Folder("external-data"), file)).Length;
    }

    [Fact]
    public async Task Logits_GraphWiderThanVocabulary_HidesExtraColumns()
    {
        await using var model = await TestModels.LoadAsync("padded-vocabulary");

        var width = await model.ReadAsync([[1, 2]], output => output.Logits(0, 1).Length, TestContext.Current.CancellationToken);

        Assert.Equal(TinyModel.VocabularySize, width);
    }

    [Fact]
    public async Task HiddenState_GraphWithoutThem_IsNotImplemented()
    {
        await using var model = await TestModels.LoadAsync("no-hidden-states");

        Assert.False(model.Description.HasHiddenStates);
        var fault = await Assert.ThrowsAsync<EngineException>(() =>
            model.ReadAsync([[1]], output => output.HiddenState(0, 0).Length, TestContext.Current.CancellationToken));
        Assert.Equal(EngineFault.NoHiddenStates, fault.Fault);
    }

    [Theory]
    [InlineData(new int[0], EngineFault.NoTokens, "Row 1 has no tokens")]
    [InlineData(new[] { 1, 296 }, EngineFault.UnknownToken, "token id 296 at position 1; expected 0 to 295")]
    [InlineData(new[] { -1 }, EngineFault.UnknownToken, "token id -1")]
    public async Task ForwardAsync_BadRow_IsRefused(int[] row, EngineFault code, string message)
    {
        await using var model = await TestModels.LoadAsync("mask-positions");

        var fault = await Assert.ThrowsAsync<EngineException>(() =>
            model.ReadAsync([[1], row], output => output.Rows, TestContext.Current.CancellationToken));

        Assert.Equal(code, fault.Fault);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForwardAsync_NoRows_IsEmptyRequest()
    {
        await using var model = await TestModels.LoadAsync("mask-positions");

        var fault = await Assert.ThrowsAsync<EngineException>(() =>
            model.ReadAsync([], output => output.Rows, TestContext.Current.CancellationToken));

        Assert.Equal(EngineFault.NoTokens, fault.Fault);
    }

    [Fact]
    public async Task ForwardAsync_MoreTokensThanAllowed_IsInvalidRequest()
    {
        await using var model = await TestModels.LoadAsync("mask-positions", options => options.MaxTokensPerRequest = 10);

        var fault = await Assert.ThrowsAsync<EngineException>(() =>
            model.ReadAsync([new int[6], new int[5]], output => output.Rows, TestContext.Current.CancellationToken));

        Assert.Equal(EngineFault.TooManyTokens, fault.Fault);
        Assert.Contains("11 tokens; expected at most 10", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForwardAsync_LongerThanContext_IsInvalidRequest()
    {
        await using var model = await TestModels.LoadAsync("mask-positions");

        var fault = await Assert.ThrowsAsync<EngineException>(() =>
            model.ReadAsync([new int[49]], output => output.Rows, TestContext.Current.CancellationToken));

        Assert.Equal(EngineFault.ContextExceeded, fault.Fault);
        Assert.Contains("49 tokens; expected at most 48", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ForwardAsync_LongerThanContextTruncatedLeft_GivesLastPositions()
    {
        await using var model = await TestModels.LoadAsync("mask-positions", options => options.Truncation = PromptTruncation.Left);
        var row = TestModels.RandomRow(new Random(8), 60);
        var kept = await TestModels.LastLogitsAlone(model, [row[12..]]);

        var (length, first, last) = await model.ReadAsync(
            [row], output => (output.Length(0), output.FirstPosition(0), output.Logits(0, 59).ToArray()), TestContext.Current.CancellationToken);

        Assert.Equal((60, 12), (length, first));
        TestModels.AssertClose(kept[0], last, Tolerance);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            model.ReadAsync([row], output => output.Logits(0, 11).Length, TestContext.Current.CancellationToken));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
            model.ReadAsync([row], output => output.Logits(0, 60).Length, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Step_BeyondContext_IsInvalidRequestAndKeepsRows()
    {
        await using var model = await TestModels.LoadAsync("position-ids");
        using var session = model.StartDecoding([new int[48]], TestContext.Current.CancellationToken);

        var fault = Assert.Throws<EngineException>(() => session.Step([0], [1], TestContext.Current.CancellationToken));

        Assert.Equal(EngineFault.ContextExceeded, fault.Fault);
        Assert.Equal((1, 48, TinyModel.VocabularySize), (session.Rows, session.Length(0), session.Logits(0).Length));
    }

    [Theory]
    [InlineData("position-ids")]
    [InlineData("no-cache")]
    public async Task Step_BeyondContextTruncatedLeft_GoesOnFromThreeQuarters(string name)
    {
        await using var model = await TestModels.LoadAsync(name, options => options.Truncation = PromptTruncation.Left);
        var row = TestModels.RandomRow(new Random(9), 48);
        using var session = model.StartDecoding([row, [5]], TestContext.Current.CancellationToken);

        session.Step([0, 1], [7, 8], TestContext.Current.CancellationToken);

        Assert.Equal((36, 2), (session.Length(0), session.Length(1)));
        await AssertAsAlone(model, session, [[.. row[13..], 7], [5, 8]]);
        session.Step([1, 0], [3, 4], TestContext.Current.CancellationToken);
        await AssertAsAlone(model, session, [[5, 8, 3], [.. row[13..], 7, 4]]);
    }

    [Fact]
    public async Task StartDecoding_MoreSessionsThanQueueLimit_IsNucleusFullUntilOneEnds()
    {
        await using var model = await TestModels.LoadAsync("mask-positions", options => options.QueueLimit = 1);
        var session = model.StartDecoding([[1]], TestContext.Current.CancellationToken);

        var fault = Assert.Throws<EngineException>(() => model.StartDecoding([[1]], TestContext.Current.CancellationToken));

        Assert.Equal(EngineFault.QueueFull, fault.Fault);
        session.Dispose();
        session.Dispose();
        using var next = model.StartDecoding([[1]], TestContext.Current.CancellationToken);
        Assert.Equal(1, next.Rows);
        Assert.Throws<EngineException>(() => model.StartDecoding([[1]], TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task StartDecoding_SideBySideWithForward_DisturbsNeither()
    {
        await using var model = await TestModels.LoadAsync("mask-positions");
        var random = new Random(10);
        var rows = Enumerable.Range(0, 8).Select(_ => TestModels.RandomRow(random, 20)).ToArray();
        var expected = await TestModels.LastLogitsAlone(model, rows);

        await Parallel.ForAsync(0, 32, TestContext.Current.CancellationToken, async (index, cancellationToken) =>
        {
            var row = rows[index % 8];
            if (index % 2 == 0)
            {
                var last = await model.ReadAsync([row], output => output.Logits(0, 19).ToArray(), cancellationToken);
                TestModels.AssertClose(expected[index % 8], last, Tolerance);
                return;
            }

            using var session = model.StartDecoding([row[..15]], cancellationToken);
            foreach (var token in row[15..])
            {
                session.Step([0], [token], cancellationToken);
            }

            TestModels.AssertClose(expected[index % 8], session.Logits(0), Tolerance);
        });
    }

    private static float[][] ReadAll(ForwardOutput output) =>
        [.. Enumerable.Range(0, output.Rows).Select(row => Enumerable.Range(0, output.Length(row))
            .SelectMany(position => output.Logits(row, position).ToArray()).ToArray())];

    private static async Task AssertAsAlone(LanguageModel model, IDecodingSession session, int[][] rows)
    {
        Assert.Equal(rows.Length, session.Rows);
        var alone = await TestModels.LastLogitsAlone(model, rows);
        for (var row = 0; row < rows.Length; row++)
        {
            Assert.Equal(rows[row].Length, session.Length(row));

            // a batch-coupled graph's cached step differs from recomputing, whatever the batch: its own property, not an error
            var tolerance = model.Description.Name switch { "float16" => 0.1, "batch-coupled" => 2.0, _ => Tolerance };
            TestModels.AssertClose(alone[row], session.Logits(row), tolerance);
        }
    }
}
