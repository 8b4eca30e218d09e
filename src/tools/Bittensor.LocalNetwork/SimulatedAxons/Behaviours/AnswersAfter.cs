using Bittensor.Protocol.Wire;

namespace Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

/// <summary>Answers as its model does, after a while.</summary>
/// <param name="name">What it is called.</param>
/// <param name="delay">How long it takes beyond its latency.</param>
internal sealed class AnswersAfter(string name, TimeSpan delay) : IBehaviour
{
    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool IsHonest => true;

    /// <inheritdoc/>
    public async Task AnswerAsync(AxonReply reply, CancellationToken cancellationToken)
    {
        await Task.Delay(delay, cancellationToken);
        await reply.SendAsync(reply.Answer, SynapseFormats.Binary, cancellationToken);
    }
}
