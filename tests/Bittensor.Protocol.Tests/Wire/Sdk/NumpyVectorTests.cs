using System.Text.Json;
using Bittensor.Protocol.Wire;
using Bittensor.Testing.Vectors;

namespace Bittensor.Protocol.Tests.Wire.Sdk;

/// <summary>Bytes that msgpack with msgpack_numpy made, from file 10_wire of the reference's vectors.</summary>
public class NumpyVectorTests
{
    /// <summary>Half precision is read, never written.</summary>
    public static TheoryData<string> Written => new(Arrays().Where(sample => DtypeOf(sample) != "float16").Select(Name));

    /// <summary>The bytes of long samples are cut short.</summary>
    public static TheoryData<string> Complete =>
        new(Arrays().Where(sample => !sample.GetProperty("msgpack_hex").GetString()!.EndsWith("...", StringComparison.Ordinal)).Select(Name));

    [Theory, MemberData(nameof(Written))]
    public void Write_Tensor_GivesTheReferencesBytes(string name)
    {
        var sample = Arrays().Single(array => Name(array) == name);
        var (values, shape) = (Values(sample), Shape(sample));
        var written = DtypeOf(sample) == "int64"
            ? Buffer(new TextCausalLM { Inputs = new(Array.ConvertAll(values, value => (long)value), shape) }, "inputs")
            : Buffer(new TextLastHiddenState { HiddenStates = new(Array.ConvertAll(values, value => (float)value), shape) }, "hidden_states");

        Assert.StartsWith(Hex(sample), written, StringComparison.Ordinal);
        Assert.Equal(sample.GetProperty("msgpack_len").GetInt32() * 2, written.Length);
    }

    [Theory, MemberData(nameof(Complete))]
    public void Read_TheReferencesBytes_GivesTheirValues(string name)
    {
        var sample = Arrays().Single(array => Name(array) == name);
        var field = DtypeOf(sample) == "int64" ? "inputs" : "hidden_states";
        var tensor = new { buffer = Convert.FromHexString(Hex(sample)), dtype = DtypeOf(sample), shape = Shape(sample) is { Length: > 0 } shape ? shape : [0] };
        var body = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object> { [field] = tensor });

        var read = field == "inputs"
            ? Array.ConvertAll(SynapseFormats.SdkJson.Read<TextCausalLM>(body).Inputs!.Values, value => (double)value)
            : Array.ConvertAll(SynapseFormats.SdkJson.Read<TextLastHiddenState>(body).HiddenStates!.Values, value => (double)value);

        var back = sample.GetProperty("back");
        Assert.Equal(back.ValueKind == JsonValueKind.Array ? Numbers(back) : Values(sample), read);
    }

    private static IEnumerable<JsonElement> Arrays() =>
        VectorFolder.Default.Read("10_wire").GetProperty("samples").EnumerateArray().Where(sample => sample.TryGetProperty("msgpack_hex", out _));

    private static string Name(JsonElement sample) => sample.GetProperty("name").GetString()!;

    private static string Hex(JsonElement sample) => sample.GetProperty("msgpack_hex").GetString()!.TrimEnd('.');

    /// <summary>The type's code is the text after the key "type", 0xc4 0x04 and its four letters.</summary>
    private static string DtypeOf(JsonElement sample) => Hex(sample) switch
    {
        var hex when hex.Contains("c40474797065a33c6634", StringComparison.Ordinal) => "float32",
        var hex when hex.Contains("c40474797065a33c6938", StringComparison.Ordinal) => "int64",
        var hex when hex.Contains("c40474797065a33c6632", StringComparison.Ordinal) => "float16",
        var hex => throw new FormatException($"Unknown element type in {hex}."),
    };

    private static int[] Shape(JsonElement sample) => [.. sample.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())];

    private static double[] Values(JsonElement sample) => sample.GetProperty("values") is { ValueKind: JsonValueKind.Array } values
        ? Numbers(values)
        : [.. Enumerable.Range(0, Shape(sample)[0]).Select(value => (double)value)]; // "arange"

    private static double[] Numbers(JsonElement values) => [.. values.EnumerateArray().Select(VectorArray.Number)];

    private static string Buffer(Synapse synapse, string field)
    {
        using var json = JsonDocument.Parse(SynapseFormats.SdkJson.Write(synapse));
        return Convert.ToHexStringLower(json.RootElement.GetProperty(field).GetProperty("buffer").GetBytesFromBase64());
    }
}
