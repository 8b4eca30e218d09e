using Bittensor.Inference.Models;

namespace Bittensor.Inference.Handlers;

/// <summary>Somebody who waits for a forward pass.</summary>
internal abstract class PassReader
{
    /// <summary>Reads; what goes wrong is told to whoever waits for this reader, and to nobody else.</summary>
    public abstract void Read(ForwardOutput output);

    /// <summary>There will be no output.</summary>
    public abstract void Fail(Exception exception);
}
