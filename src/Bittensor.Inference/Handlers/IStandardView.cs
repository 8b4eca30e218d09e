using Bittensor.Inference.Models;
using Bittensor.Protocol;

namespace Bittensor.Inference.Handlers;

/// <summary>One request's inputs as a model takes them, and the model's output read at the inputs' own positions.</summary>
internal interface IStandardView
{
    /// <summary>The inputs in the model's own tokens, without padding; one row an item.</summary>
    IReadOnlyList<int[]> ModelRows { get; }

    /// <summary>Takes the K most probable next standard tokens at every position of [B,S].</summary>
    /// <remarks>Where the model says nothing (padding, what was cut off at the left for want of context), every token has
    /// probability 1 / V.</remarks>
    /// <param name="output">The pass over <see cref="ModelRows"/>.</param>
    /// <param name="topK">K, 1 to the standard vocabulary's size.</param>
    /// <exception cref="SynapseException">A logit is NaN or positive infinity (<see cref="ReturnCode.InvalidResponse"/>).</exception>
    TopKDistributions Distributions(ForwardOutput output, int topK);

    /// <summary>Takes the last hidden state at every position of [B,S]; zeros where there is none.</summary>
    /// <param name="output">The pass over <see cref="ModelRows"/>.</param>
    /// <param name="width">Width of a state, H.</param>
    /// <returns>Row-major; shape [B,S,H].</returns>
    float[] HiddenStates(ForwardOutput output, int width);
}
