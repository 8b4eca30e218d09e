namespace Bittensor.Engine.Padding;

/// <summary>In which batches a row was measured to give what it gives alone, when the model was loaded.</summary>
/// <param name="EqualLengths">Rows of one length in one batch. If not (a fixed batch size of 1, or activations quantized over
/// the whole batch), rows run one by one.</param>
/// <param name="Prefill">Rows of different lengths, padded on the right.</param>
/// <param name="Cache">Cached steps of rows of different lengths.</param>
/// <param name="Noise">Largest difference between a row alone and in an unpadded batch, in standard deviations of the logits.</param>
/// <param name="Tolerance">Largest difference that was accepted, in standard deviations of the logits.</param>
public sealed record PaddingSupport(bool EqualLengths, bool Prefill, CachePadding Cache, double Noise, double Tolerance);

/// <summary>How rows of different lengths share one key/value cache.</summary>
public enum CachePadding
{
    /// <summary>Not at all: rows of one length share a cache.</summary>
    None,

    /// <summary>Padding follows the prompt and stays, masked, in the middle of the past.</summary>
    Middle,

    /// <summary>Padding goes before the prompt.</summary>
    Left,
}
