using Bittensor.Protocol;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Scoring.Comparison;

/// <summary>For each item of a batch, how probable an answer holds it that the text goes on with a token; only what it
/// lists.</summary>
/// <param name="Offsets">Where item i starts in the other two; shape [B + 1], ascending from 0.</param>
/// <param name="Tokens">Standard token ids, distinct within an item.</param>
/// <param name="Probabilities">Their probabilities, normalized with the floors, which are not in it: an item sums to 1 at
/// most.</param>
public sealed record FirstTokens(int[] Offsets, int[] Tokens, float[] Probabilities)
{
    /// <summary>Tokens an item that hold nearly all of a distribution's mass.</summary>
    private const int Enough = 128;

    /// <summary>Bytes that a store keeps of one response: a column of a table holds no more.</summary>
    private const int StoredBytes = 64 * 1024, EntryBytes = sizeof(ushort) + sizeof(float);

    /// <summary>Items, B.</summary>
    public int Batch => Offsets.Length - 1;

    /// <summary>Tokens an item that a store keeps, 128 at most.</summary>
    /// <param name="batch">Items, B.</param>
    public static int MostEntries(int batch) =>
        Math.Min(Enough, (StoredBytes - ((batch + 1) * sizeof(ushort))) / (Math.Max(1, batch) * EntryBytes));

    /// <summary>Adds up the phrases of an answer by their first tokens. Empty phrases say nothing of the next token, and count
    /// for none.</summary>
    /// <param name="answer">B distributions over phrases.</param>
    /// <param name="most">Tokens an item that are kept: the most probable ones.</param>
    public static FirstTokens Of(PhraseDistributions answer, int most = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var items = Enumerable.Range(0, answer.Batch).Select(item => Largest(Sums(answer, item), most)).ToArray();
        var offsets = new int[items.Length + 1];
        for (var item = 0; item < items.Length; item++)
        {
            offsets[item + 1] = offsets[item] + items[item].Length;
        }

        return new(
            offsets,
            [.. items.SelectMany(entries => entries.Select(entry => entry.Key))],
            [.. items.SelectMany(entries => entries.Select(entry => (float)entry.Value))]);
    }

    /// <summary>Whether these are distributions over a vocabulary, as <see cref="Of"/> makes them.</summary>
    /// <param name="vocabularySize">What each id is below.</param>
    public bool AreValid(int vocabularySize = StandardVocabulary.Size) =>
        Offsets is [0, ..]
        && Offsets[^1] == Tokens.Length
        && Tokens.Length == Probabilities.Length
        && Offsets.Zip(Offsets.Skip(1)).All(pair => pair.First <= pair.Second)
        && Array.TrueForAll(Tokens, token => token >= 0 && token < vocabularySize)
        && Array.TrueForAll(Probabilities, probability => probability is >= 0 and <= 1);

    private static Dictionary<int, double> Sums(PhraseDistributions answer, int item)
    {
        var sums = new Dictionary<int, double>();
        var probabilities = answer.ProbabilitiesOf(item);
        var total = PhraseMass.Total(answer, item);
        for (var phrase = 0; phrase < answer.TopK && total > 0; phrase++)
        {
            if (answer.Phrase(item, phrase) is [var first, ..])
            {
                sums[first] = sums.GetValueOrDefault(first) + (PhraseMass.ToProbability(probabilities[phrase]) / total);
            }
        }

        return sums;
    }

    private static KeyValuePair<int, double>[] Largest(Dictionary<int, double> sums, int most) =>
        [.. sums.OrderByDescending(entry => entry.Value).ThenBy(entry => entry.Key).Take(most).OrderBy(entry => entry.Key)];
}
