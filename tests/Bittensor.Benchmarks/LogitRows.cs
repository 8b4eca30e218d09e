using Bittensor.Engine.Models;
using Samples = Bittensor.SampleModels.SampleModels;

namespace Bittensor.Benchmarks;

/// <summary>Rows of logits: normally distributed ones, which have the most candidates close together, or what a sample model says about
/// held-out text.</summary>
internal sealed class LogitRows(float[][] rows) : ForwardOutput
{
    private const float Spread = 3;

    public override int Rows => rows.Length;

    /// <summary>Columns.</summary>
    public int Width => rows[0].Length;

    /// <summary>One row.</summary>
    public ReadOnlySpan<float> this[int row] => rows[row];

    /// <summary>Makes normally distributed rows.</summary>
    public static LogitRows Random(int count, int width)
    {
        var random = new Random(1);
        return new([.. Enumerable.Range(0, count).Select(_ => Enumerable.Range(0, width).Select(_ =>
            (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()) * Spread)).ToArray())]);
    }

    /// <summary>Runs a sample model over the beginning of the held-out text.</summary>
    /// <param name="model">Its name.</param>
    /// <param name="count">Rows; up to its context length.</param>
    public static async Task<LogitRows> OfAsync(string model, int count)
    {
        await using var loaded = await LanguageModel.LoadAsync(new ModelOptions { Folder = Samples.Folder(model) }, TimeProvider.System, null, default);
        var text = File.ReadAllText(Directory.GetFiles(Samples.HeldOutTextFolder).Order(StringComparer.Ordinal).First())[..(count * 10)];
        int[] row = [.. loaded.Tokenizer.Encode(text).Take(count)];
        var logits = new float[count][];
        await loaded.ForwardAsync([row], output => Parallel.For(0, count, at => logits[at] = output.Logits(0, at).ToArray()), default);
        return new(logits);
    }

    public override int Length(int row) => 1;

    public override int FirstPosition(int row) => 0;

    public override ReadOnlySpan<float> Logits(int row, int position) => rows[row];

    public override ReadOnlySpan<float> HiddenState(int row, int position) => [];
}
