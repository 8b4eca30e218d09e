namespace Bittensor.Tokenization.Tests.Translation;

/// <summary>A model to which every token is as likely as any other; nobody looks at the result.</summary>
internal readonly struct UniformRows : ITranslationRows
{
    public bool TryRead(int serverToken, Span<float> probabilities)
    {
        probabilities.Fill(1f / probabilities.Length);
        return true;
    }

    public void Write(int standardToken, ReadOnlySpan<float> probabilities)
    {
    }
}
