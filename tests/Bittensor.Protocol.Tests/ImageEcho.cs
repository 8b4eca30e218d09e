using System.ComponentModel;
using System.Text.Json.Serialization;

namespace Bittensor.Protocol.Tests;

/// <summary>A synapse that the protocol does not know: its one file is all it takes to travel, to be described and to be checked.</summary>
[Description("Gives an image back.")]
public sealed class ImageEcho : Synapse
{
    [JsonPropertyName("width")]
    public int Width { get; set; } = 2;

    [JsonPropertyName("pixels")]
    [Description("Grey values, [height,width].")]
    public WireTensor<float>? Pixels { get; set; }

    [JsonPropertyName("palette")]
    public WireTensor<int>? Palette { get; set; }

    public override void ValidateRequest() => FieldRange.Check("width", Width, 1, 8);
}
