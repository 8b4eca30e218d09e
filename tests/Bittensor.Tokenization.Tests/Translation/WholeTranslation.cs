namespace Bittensor.Tokenization.Tests.Translation;

/// <summary>All rows of a text at once, as tensors.</summary>
internal static class WholeTranslation
{
    /// <summary>Translates every segment; rows that none writes stay 0.</summary>
    /// <param name="translator">The translator.</param>
    /// <param name="alignment">The text.</param>
    /// <param name="probabilities">Row-major; shape [server tokens, W]. Columns beyond W have no probability, those beyond the
    /// vocabulary are not looked at.</param>
    /// <returns>Row-major; shape [standard tokens, standard vocabulary].</returns>
    public static float[] TranslateAll(this LogitTranslator translator, TokenAlignment alignment, float[] probabilities)
    {
        var result = new float[alignment.StandardIds.Length * translator.Standard.VocabularySize];
        var rows = new Rows(probabilities, probabilities.Length / Math.Max(1, alignment.ServerIds.Length), result, translator.Standard.VocabularySize);
        for (var segment = 0; segment < alignment.Segments.Count; segment++)
        {
            translator.Translate(alignment, segment, rows);
        }

        return result;
    }

    private sealed class Rows(float[] probabilities, int width, float[] result, int size) : ITranslationRows
    {
        public bool TryRead(int serverToken, Span<float> row)
        {
            row.Clear();
            probabilities.AsSpan(serverToken * width, Math.Min(width, row.Length)).CopyTo(row);
            return true;
        }

        public void Write(int standardToken, ReadOnlySpan<float> row) => row.CopyTo(result.AsSpan(standardToken * size, size));
    }
}
