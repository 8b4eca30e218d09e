namespace Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

/// <summary>What an axon does with the answer its model gives.</summary>
public interface IBehaviour
{
    /// <summary>What it is called in reports.</summary>
    string Name { get; }

    /// <summary>Whether the answer reaches the validator as the model gave it, every time: then the score can follow the
    /// model.</summary>
    bool IsHonest { get; }

    /// <summary>Answers.</summary>
    /// <param name="reply">The answer and where it goes.</param>
    /// <param name="cancellationToken">The validator hangs up.</param>
    Task AnswerAsync(AxonReply reply, CancellationToken cancellationToken);
}
