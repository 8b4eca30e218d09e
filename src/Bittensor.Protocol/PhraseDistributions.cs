namespace Bittensor.Protocol;

/// <summary>For each item of a batch the K most probable next phrases: server tokens spelt as standard tokens.</summary>
/// <param name="Batch">Items, B.</param>
/// <param name="TopK">Phrases an item, K.</param>
/// <param name="Tokens">Standard token ids of all phrases, one phrase after the other.</param>
/// <param name="Offsets">
/// Where phrase i (row-major [B,K]) starts in <paramref name="Tokens"/>; shape [B x K + 1], ascending.
/// </param>
/// <param name="Probabilities">Probability of each phrase, in [0,1]; row-major [B,K], descending within an item.</param>
/// <param name="Floors">Mean probability of one unlisted server token, an item; shape [B].</param>
public sealed record PhraseDistributions(int Batch, int TopK, int[] Tokens, int[] Offsets, float[] Probabilities, float[] Floors)
{
    /// <summary>Standard token ids of one phrase; may be empty.</summary>
    /// <param name="item">Item of the batch, 0 to Batch - 1.</param>
    /// <param name="phrase">Rank of the phrase, 0 to TopK - 1.</param>
    public ReadOnlySpan<int> Phrase(int item, int phrase)
    {
        var index = (item * TopK) + phrase;
        return Tokens.AsSpan(Offsets[index]..Offsets[index + 1]);
    }

    /// <summary>Probabilities of one item; shape [TopK].</summary>
    /// <param name="item">Item of the batch, 0 to Batch - 1.</param>
    public ReadOnlySpan<float> ProbabilitiesOf(int item) => Probabilities.AsSpan(item * TopK, TopK);
}
