using Bittensor.Inference.Models;
using Bittensor.Protocol;

namespace Bittensor.Inference.Handlers;

/// <summary>One request's inputs as a model takes them, and the model's output read at the inputs' own positions.</summary>
internal interface IStandardView
{
    /// <summary>The inputs in the model's own tokens, without padding; one row an item.</summary>
    IReadOnlyList<int[]> ModelRows { get; }

    /// <summary>Number of standard tokens, V.</summary>
    int VocabularySize { get; }

    /// <summary>Takes the K most probable next standard tokens at every position [B,S] of the rows that are there.</summary>
    /// <remarks>Where the model says nothing (padding, what was cut off at the left for want of context), nothing is set.</remarks>
    /// <param name="output">The pass over <see cref="ModelRows"/>, or a part of it.</param>
    /// <param name="answer">Receives them.</param>
    /// <exception cref="SynapseException">A logit is NaN or positive infinity (<see cref="ReturnCode.InvalidResponse"/>).</exception>
    void ReadDistributions(ForwardOutput output, TopKAnswer answer);

    /// <summary>Takes the last hidden state at every position [B,S] of the rows that are there, where there is one.</summary>
    /// <param name="output">The pass over <see cref="ModelRows"/>, or a part of it.</param>
    /// <param name="states">Receives them, row-major; shape [B,S,H].</param>
    /// <param name="width">Width of a state, H.</param>
    void ReadHiddenStates(ForwardOutput output, float[] states, int width);
}
