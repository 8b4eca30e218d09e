namespace Bittensor.Testing;

/// <summary>What a <see cref="FaultProxy"/> does to one request.</summary>
/// <param name="Kind">What.</param>
/// <param name="Status">HTTP status that the client sees, where the kind has one.</param>
public readonly record struct Fault(FaultKind Kind, int Status = 0)
{
    /// <summary>The request passes.</summary>
    public static Fault None => default;
}
