namespace Bittensor.Protocol;

/// <summary>The K most probable standard tokens of each position, with their probabilities.</summary>
/// <remarks>What is not listed shares 1 - sum p evenly. Rows are ordered by descending probability.</remarks>
/// <param name="Rows">Number of positions, B x S.</param>
/// <param name="TopK">Entries a position, K.</param>
/// <param name="VocabularySize">Standard vocabulary V; every id is below it.</param>
/// <param name="Ids">Standard token ids; row-major [Rows, TopK].</param>
/// <param name="Probabilities">Probabilities in [0,1]; row-major [Rows, TopK].</param>
public sealed record TopKDistributions(int Rows, int TopK, int VocabularySize, int[] Ids, float[] Probabilities)
{
    /// <summary>Token ids of one position; shape [TopK].</summary>
    /// <param name="row">Position, 0 to Rows - 1.</param>
    public ReadOnlySpan<int> IdsOf(int row) => Ids.AsSpan(row * TopK, TopK);

    /// <summary>Probabilities of one position; shape [TopK].</summary>
    /// <param name="row">Position, 0 to Rows - 1.</param>
    public ReadOnlySpan<float> ProbabilitiesOf(int row) => Probabilities.AsSpan(row * TopK, TopK);
}
