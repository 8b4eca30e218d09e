using Bittensor.LocalNetwork.SimulatedAxons.Answers;
using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.LocalNetwork.Tests.SimulatedAxons;

/// <summary>The text that a simulation runs with, and tasks from it.</summary>
internal static class Support
{
    public static readonly HeldOutText Text = HeldOutText.Read(SampleModels.SampleModels.HeldOutTextFolder);

    /// <summary>Standard tokens of pieces of the text, each from the beginning of a line.</summary>
    public static int[][] Pieces(int count, int tokens)
    {
        var text = File.ReadAllText(Directory.GetFiles(SampleModels.SampleModels.HeldOutTextFolder, "*.txt").Single());
        return [.. Enumerable.Range(1, count).Select(piece =>
        {
            var start = text.IndexOf('\n', text.Length / (count + 1) * piece) + 1;
            return StandardTokenizer.Instance.Encode(text.Substring(start, tokens * 12)).Take(tokens).ToArray();
        })];
    }

    public static WireTensor<long> Inputs(int[][] pieces, int shown) =>
        new([.. pieces.SelectMany(piece => piece.Take(shown)).Select(id => (long)id)], pieces.Length, shown);
}
