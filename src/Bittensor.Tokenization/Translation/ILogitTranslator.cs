namespace Bittensor.Tokenization;

/// <summary>Carries a model's predictions from its own vocabulary to the standard one. Safe for concurrent use.</summary>
public interface ILogitTranslator
{
    /// <summary>The model's tokenizer.</summary>
    ITextTokenizer Server { get; }

    /// <summary>The network's tokenizer.</summary>
    ITextTokenizer Standard { get; }

    /// <summary>Whether both vocabularies are the same, so that nothing is translated.</summary>
    bool IsIdentity { get; }

    /// <summary>Turns standard tokens into what the model runs on.</summary>
    /// <param name="standardIds">Token ids of one text; shape [S].</param>
    /// <returns>The model's tokens, however many they are, and how both fit together.</returns>
    TokenAlignment Remap(ReadOnlySpan<int> standardIds);

    /// <summary>Translates what predicts the standard tokens of one segment. Rows whose probabilities sum to more than 1 are
    /// scaled down to 1; the rest is left as it is, so that a row can sum to less.</summary>
    /// <remarks>The first segment is predicted by nothing: where vocabularies differ, no row is written for it. Segments do not
    /// depend on each other.</remarks>
    /// <typeparam name="TRows">What the rows come from and go to.</typeparam>
    /// <param name="alignment">What <see cref="Remap"/> gave for the text.</param>
    /// <param name="segment">Index of one of its segments.</param>
    /// <param name="rows">Gives the model's rows and takes the translated ones, each once at most.</param>
    void Translate<TRows>(TokenAlignment alignment, int segment, TRows rows)
        where TRows : ITranslationRows, allows ref struct;
}
