using Bittensor.Engine.Graph;
using Bittensor.Engine.Models;
using Bittensor.Testing.TinyModels;

namespace Bittensor.Engine.Tests.Models;

/// <summary>Loads tiny models.</summary>
internal static class TestModels
{
    public static Task<LanguageModel> LoadAsync(string name, Action<ModelOptions>? change = null, TimeProvider? time = null)
    {
        var options = new ModelOptions { Folder = TinyModel.Folder(name), ExecutionProvider = ExecutionProvider.Cpu, Threads = 1 };
        change?.Invoke(options);
        return LanguageModel.LoadAsync(options, time ?? TimeProvider.System, null, TestContext.Current.CancellationToken);
    }

    /// <summary>Random rows of any lengths that leave room for some steps.</summary>
    public static int[][] RandomRows(Random random, int most, int longest) =>
        [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => RandomRow(random, random.Next(1, longest + 1)))];

    public static int[] RandomRow(Random random, int length) =>
        [.. Enumerable.Range(0, length).Select(_ => random.Next(TinyModel.VocabularySize))];

    /// <summary>Logits after each row's end, row by row.</summary>
    public static async Task<float[][]> LastLogitsAlone(ILanguageModel model, IEnumerable<int[]> rows)
    {
        var logits = new List<float[]>();
        foreach (var row in rows)
        {
            logits.Add(await model.ReadAsync([row], output => output.Logits(0, row.Length - 1).ToArray(), default));
        }

        return [.. logits];
    }

    public static void AssertClose(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var index = 0; index < expected.Length; index++)
        {
            Assert.InRange(actual[index], expected[index] - tolerance, expected[index] + tolerance);
        }
    }
}
