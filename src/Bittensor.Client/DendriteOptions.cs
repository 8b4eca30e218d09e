using System.ComponentModel.DataAnnotations;
using Bittensor.Protocol;
using Microsoft.Extensions.Options;

namespace Bittensor.Client;

/// <summary>How axons are asked, from the <c>Dendrite</c> section.</summary>
public sealed class DendriteOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Dendrite";

    /// <summary>The form in which requests are written and answers asked for; the compact one by default.</summary>
    [EnumDataType(typeof(WireForm))]
    public WireForm Form { get; set; } = WireForm.Binary;

    /// <summary>Bytes of an answer's body that are read at most; 64 MiB by default, 1 KiB to 1 GiB.</summary>
    [Range(1024, 1 << 30)]
    public int MaxResponseBytes { get; set; } = 64 << 20;

    /// <summary>Time to connect, within the time of the query; 5 seconds by default, 10 ms to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "00:05:00")]
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Time after which a connection is replaced, so that changed addresses are noticed; 2 minutes by default, 1 second to 1 day.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan ConnectionLifetime { get; set; } = TimeSpan.FromMinutes(2);
}

[OptionsValidator]
internal sealed partial class DendriteOptionsValidator : IValidateOptions<DendriteOptions>;
