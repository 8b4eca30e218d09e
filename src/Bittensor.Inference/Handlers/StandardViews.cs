using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Inference.Handlers;

/// <summary>Picks how a model's output is read at standard positions.</summary>
internal static class StandardViews
{
    /// <summary>Looks at inputs as a model with this tokenizer does.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="SynapseException">An item has no tokens there; <see cref="ReturnCode.EmptyRequest"/>.</exception>
    public static IStandardView Of(SynapseInputs inputs, ITextTokenizer tokenizer, CancellationToken cancellationToken)
    {
        var translator = TranslatorOf(tokenizer);
        return translator.IsIdentity && tokenizer.Frame.IsEmpty
            ? new SameVocabularyView(inputs)
            : new TranslatedView(inputs, translator, cancellationToken);
    }

    /// <inheritdoc cref="Of(SynapseInputs, ITextTokenizer, CancellationToken)"/>
    public static IStandardView Of(SynapseInputs inputs, ITextTokenizer tokenizer) => Of(inputs, tokenizer, CancellationToken.None);

    /// <summary>The translator between a model's vocabulary and the standard one.</summary>
    public static LogitTranslator TranslatorOf(ITextTokenizer tokenizer) => LogitTranslator.For(tokenizer, StandardTokenizer.Instance);
}
