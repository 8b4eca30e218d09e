using System.Text.Json.Serialization;

namespace Bittensor.Protocol;

/// <summary>One end of a call, with the fields of the SDK's TerminalInfo.</summary>
[JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)] // the SDK fills some numbers in as text
public sealed class TerminalInfo
{
    /// <summary>HTTP status of the answer.</summary>
    [JsonPropertyName("status_code")]
    public int? StatusCode { get; set; }

    /// <summary>What the status means in words; starts with the return code's name.</summary>
    [JsonPropertyName("status_message")]
    public string? StatusMessage { get; set; }

    /// <summary>Seconds from the request's arrival to the answer.</summary>
    [JsonPropertyName("process_time")]
    public double? ProcessTime { get; set; }

    /// <summary>Address of this end.</summary>
    [JsonPropertyName("ip")]
    public string? Ip { get; set; }

    /// <summary>Port of this end.</summary>
    [JsonPropertyName("port")]
    public int? Port { get; set; }

    /// <summary>Protocol version.</summary>
    [JsonPropertyName("version")]
    public int? Version { get; set; }

    /// <summary>Unix time in nanoseconds, growing with every request of a (hotkey, uuid).</summary>
    [JsonPropertyName("nonce")]
    public long? Nonce { get; set; }

    /// <summary>Names the calling process.</summary>
    [JsonPropertyName("uuid")]
    public string? Uuid { get; set; }

    /// <summary>SS58 address of this end's key.</summary>
    [JsonPropertyName("hotkey")]
    public string? Hotkey { get; set; }

    /// <summary>Hex signature.</summary>
    [JsonPropertyName("signature")]
    public string? Signature { get; set; }
}
