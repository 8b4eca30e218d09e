using Bittensor.Protocol;
using Bittensor.Testing.Vectors;

namespace Bittensor.Axon.Tests.Vectors;

/// <summary>Compares phrases with the reference's dense tensor: rows [probability, token, token, ..., -100, ...], the last row of an
/// item its floor.</summary>
internal static class PhraseAssert
{
    /// <summary>Relative error of a probability of a float32 softmax, and the least difference between neighbours that orders them.</summary>
    public const double Tolerance = 5e-5;

    private const int NoToken = -100;

    public static void Equal(VectorArray expected, PhraseDistributions actual, int vocabularySize)
    {
        var rows = expected.Shape[1];
        Assert.Equal((expected.Shape[0], rows - 1), (actual.Batch, actual.TopK));
        for (var item = 0; item < actual.Batch; item++)
        {
            for (var rank = 0; rank < actual.TopK; rank++)
            {
                var row = expected.Row((item * rows) + rank);
                Assert.Equal(row[0], actual.ProbabilitiesOf(item)[rank], row[0] * Tolerance);
                Assert.Equal(Tokens(row), Phrase(actual, item, rank, expected));
            }

            Floor(expected.Row((item * rows) + rows - 1)[0], actual.Floors[item], vocabularySize - actual.TopK);
        }
    }

    /// <summary>Floors share the difference of 1 and a float32 sum, which is uncertain by 3e-5.</summary>
    public static void Floor(double expected, double actual, int others) => Assert.Equal(expected, actual, 3e-5 / others);

    /// <summary>Tokens of a phrase as text; equal probabilities may come in any order, so that a phrase may be its neighbour's.</summary>
    private static string Phrase(PhraseDistributions actual, int item, int rank, VectorArray expected)
    {
        var wanted = Tokens(expected.Row((item * expected.Shape[1]) + rank));
        var probabilities = actual.ProbabilitiesOf(item);
        for (var other = Math.Max(0, rank - 2); other < Math.Min(actual.TopK, rank + 3); other++)
        {
            var isTied = Math.Abs(probabilities[other] - probabilities[rank]) <= 1e-5 * probabilities[rank];
            if (isTied && wanted == string.Join(' ', actual.Phrase(item, other).ToArray()))
            {
                return wanted;
            }
        }

        return string.Join(' ', actual.Phrase(item, rank).ToArray());
    }

    private static string Tokens(ReadOnlySpan<float> row) =>
        string.Join(' ', row[1..].ToArray().Select(token => (int)token).TakeWhile(token => token != NoToken));
}
