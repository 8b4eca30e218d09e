using Bittensor.Protocol;

namespace Bittensor.Client;

/// <summary>What came of one query.</summary>
/// <typeparam name="T">The synapse.</typeparam>
/// <param name="Synapse">The answer; null unless <paramref name="ReturnCode"/> is <see cref="ReturnCode.Success"/>.</param>
/// <param name="ReturnCode">How it ended.</param>
/// <param name="Message">What went wrong, in words; empty on success.</param>
/// <param name="Elapsed">From the call to its end.</param>
/// <param name="BytesReceived">Bytes of the answer's body that arrived, also where it was cut off.</param>
public sealed record DendriteResponse<T>(T? Synapse, ReturnCode ReturnCode, string Message, TimeSpan Elapsed, long BytesReceived)
    where T : Synapse
{
    /// <summary>Whether there is an answer.</summary>
    [System.Diagnostics.CodeAnalysis.MemberNotNullWhen(true, nameof(Synapse))]
    public bool IsSuccess => Synapse is not null;
}
