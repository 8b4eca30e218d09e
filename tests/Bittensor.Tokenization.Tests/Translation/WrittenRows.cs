namespace Bittensor.Tokenization.Tests.Translation;

/// <summary>Notes which rows a translation writes; the model's first rows are missing.</summary>
internal sealed class WrittenRows(int missing) : ITranslationRows
{
    public List<int> Written { get; } = [];

    public bool TryRead(int serverToken, Span<float> probabilities)
    {
        probabilities.Fill(1f / probabilities.Length);
        return serverToken >= missing;
    }

    public void Write(int standardToken, ReadOnlySpan<float> probabilities) => Written.Add(standardToken);
}
