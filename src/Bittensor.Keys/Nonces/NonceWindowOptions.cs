using System.ComponentModel.DataAnnotations;

namespace Bittensor.Keys.Nonces;

/// <summary>How long and how many nonces are remembered.</summary>
public sealed class NonceWindowOptions
{
    /// <summary>Age of a nonce that is accepted beside the request's timeout, as in the SDK. 4 seconds by default; 0 to 1
    /// minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Longest timeout that counts. A request may claim any; a copy of it, another. 1 minute by default; 1 second to 10 minutes.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan MaxTimeout { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How far a nonce may be ahead of this machine's clock. 4 seconds by default; 0 to 1 minute.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan FutureAllowance { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>
    /// Nonces remembered in all, about 50 bytes each. Where there are more, the oldest second is forgotten and refused as expired
    /// from then on. 262,144 by default, which is 4,096 a second; 1,024 to 16,777,216.
    /// </summary>
    [Range(1024, 1 << 24)]
    public int Capacity { get; set; } = 1 << 18;

    /// <summary>Nonces remembered of one hotkey; more are refused. 65,536 by default, which is 1,024 a second; 64 to
    /// 16,777,216.</summary>
    [Range(64, 1 << 24)]
    public int CapacityPerHotkey { get; set; } = 1 << 16;

    /// <summary>
    /// Whether nonces from before the window was made are refused, so that copies of requests to the process before it are. True
    /// by default. A dendrite whose clock lags is refused for as long as it lags after a start; of one whose clock is ahead,
    /// copies are taken for as long as it is ahead.
    /// </summary>
    public bool RefuseEarlierThanStart { get; set; } = true;
}
