using Bittensor.Protocol;
using Bittensor.Protocol.Wire;

namespace Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

/// <summary>Changes what its model says. Answers in the SDK's form, whose plain tensors hold any number.</summary>
/// <param name="name">What it is called.</param>
/// <param name="change">What it does to the distributions.</param>
internal sealed class Tampers(string name, Func<PhraseDistributions, PhraseDistributions> change) : IBehaviour
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool IsHonest => false;

    /// <inheritdoc/>
    public Task AnswerAsync(AxonReply reply, CancellationToken cancellationToken) =>
        reply.SendAsync(new() { Phrases = change(reply.Answer.Phrases!) }, SynapseFormats.Binary, cancellationToken);
}
