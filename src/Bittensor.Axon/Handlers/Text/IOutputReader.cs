using Bittensor.Engine;
using Bittensor.Engine.Models;
using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>One request's inputs as a model takes them, and the model's output read at the inputs' own positions.</summary>
internal interface IOutputReader
{
    /// <summary>The inputs in the model's own tokens, without padding; one row an item.</summary>
    IReadOnlyList<int[]> ModelRows { get; }

    /// <summary>Number of standard tokens, V.</summary>
    int VocabularySize { get; }

    /// <summary>Takes the K most probable next standard tokens at every position [B,S] of the rows that are there.</summary>
    /// <remarks>Where the model says nothing (padding, what was cut off at the left for want of context), nothing is set.</remarks>
    /// <param name="output">The pass over <see cref="ModelRows"/>, or a part of it.</param>
    /// <param name="answer">Receives them.</param>
    /// <exception cref="EngineException">A logit is NaN or positive infinity; <see cref="EngineFault.NotFinite"/>.</exception>
    void ReadDistributions(ForwardOutput output, TopKAnswer answer);

    /// <summary>Takes the last hidden state at every position [B,S] of the rows that are there, where there is one.</summary>
    /// <param name="output">The pass over <see cref="ModelRows"/>, or a part of it.</param>
    /// <param name="states">Receives them, row-major; shape [B,S,H].</param>
    /// <param name="width">Width of a state, H.</param>
    void ReadHiddenStates(ForwardOutput output, float[] states, int width);
}

/// <summary>Chooses how a model's output is read at standard positions.</summary>
internal static class OutputReaders
{
    /// <summary>Chooses the reader for a model with this tokenizer.</summary>
    /// <param name="inputs">The inputs.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="SynapseException">An item has no tokens there; <see cref="ReturnCode.EmptyRequest"/>.</exception>
    public static IOutputReader For(TextInputs inputs, ITextTokenizer tokenizer, CancellationToken cancellationToken)
    {
        var translator = TranslatorOf(tokenizer);
        if (translator.IsIdentity && tokenizer.Frame.IsEmpty)
        {
            return new SameVocabularyReader(inputs);
        }

        return new TranslatingReader(inputs, translator, cancellationToken);
    }

    /// <inheritdoc cref="For(TextInputs, ITextTokenizer, CancellationToken)"/>
    public static IOutputReader For(TextInputs inputs, ITextTokenizer tokenizer) => For(inputs, tokenizer, CancellationToken.None);

    /// <summary>Returns the translator between a model's vocabulary and the standard one.</summary>
    public static LogitTranslator TranslatorOf(ITextTokenizer tokenizer) => LogitTranslator.For(tokenizer, StandardTokenizer.Instance);
}
