using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Experiments;

/// <summary>Tasks as validators draw them: tokens to show, and tokens to hold back.</summary>
internal static class Tasks
{
    /// <summary>Tokens that axons see, S.</summary>
    public const int Shown = 64;

    /// <summary>Tokens that are held back.</summary>
    public const int HeldBack = 8;

    /// <summary>Tasks of a round, B.</summary>
    public const int PerRound = 8;

    /// <summary>Draws rounds of tasks that do not overlap.</summary>
    /// <param name="text">Text to draw from.</param>
    /// <param name="rounds">How many rounds.</param>
    /// <param name="seed">The same seed draws the same tasks.</param>
    /// <returns>Standard token ids, shape [rounds][PerRound][Shown + HeldBack].</returns>
    /// <exception cref="ArgumentException">The text is too short.</exception>
    public static int[][][] Draw(string text, int rounds, int seed)
    {
        const int length = Shown + HeldBack;
        int[][] windows = [.. StandardTokenizer.Instance.Encode(text).Chunk(length).Where(window => window.Length == length)];
        if (windows.Length < rounds * PerRound)
        {
            throw new ArgumentException($"{rounds * PerRound} tasks were asked for and the text has {windows.Length}.", nameof(text));
        }

        new Random(seed).Shuffle(windows);
        return [.. windows.Chunk(PerRound).Take(rounds)];
    }

    /// <summary>What axons see of a round.</summary>
    /// <param name="round">Its tasks.</param>
    /// <returns>Shape [PerRound, Shown].</returns>
    public static WireTensor<long> Inputs(int[][] round) =>
        new([.. round.SelectMany(task => task.Take(Shown)).Select(token => (long)token)], round.Length, Shown);
}
