using Bittensor.Client;

namespace Bittensor.LocalNetwork;

/// <summary>An axon that answers.</summary>
/// <param name="Source">What it serves.</param>
/// <param name="Address">Where it is.</param>
/// <param name="StartTime">From the start of its process to its first healthy answer.</param>
/// <param name="Memory">Memory it held then, in bytes.</param>
internal sealed record RunningAxon(ModelSource Source, Uri Address, TimeSpan StartTime, long Memory)
{
    /// <summary>The axon as it is registered.</summary>
    public AxonEntry Entry => new(Source.Hotkey, Source.Name, Address, Uid: Source.Uid);
}
