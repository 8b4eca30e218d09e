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

    /// <summary>Translates the distributions of one text. Rows whose probabilities sum to more than 1 are scaled down to 1; the
    /// rest is left as it is, so that a row can sum to less.</summary>
    /// <param name="alignment">What <see cref="Remap"/> gave for the text.</param>
    /// <param name="serverProbabilities">For each server token the distribution of the next one; row-major, shape
    /// [server tokens, W]. W may differ from the vocabulary's size: ids from W on have no probability, columns beyond the
    /// vocabulary are not looked at.</param>
    /// <param name="standardProbabilities">For each standard token the distribution of the next one; row-major, shape
    /// [S, standard vocabulary]; overwritten. What would precede the first segment's end stays 0.</param>
    /// <exception cref="ArgumentException">A length is not a multiple of its number of rows, or the result has
    /// another.</exception>
    void Translate(TokenAlignment alignment, ReadOnlySpan<float> serverProbabilities, Span<float> standardProbabilities);

    /// <summary>Gathers the model's hidden states to the standard tokens: each gets the state of the server token that holds its
    /// last character.</summary>
    /// <param name="alignment">What <see cref="Remap"/> gave for the text.</param>
    /// <param name="states">Row-major, shape [server tokens, H].</param>
    /// <param name="aligned">Row-major, shape [S, H]; overwritten.</param>
    /// <exception cref="ArgumentException">A length is not that of its shape.</exception>
    void AlignStates(TokenAlignment alignment, ReadOnlySpan<float> states, Span<float> aligned);
}
