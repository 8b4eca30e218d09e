using System.Text.Json;
using Bittensor.Keys.Bodies;
using FsCheck.Xunit;

namespace Bittensor.Keys.Tests.Bodies;

public class PythonTextTests
{
    private static readonly JsonElement Reference = Load();

    [Fact] // values and their str() by CPython 3.13: floats, large ints, quotes, escapes, nesting
    public void Of_ValueOfReference_IsThatOfPython() => Assert.All(Reference.GetProperty("texts").EnumerateArray(), entry =>
    {
        using var document = JsonDocument.Parse(entry.GetProperty("json").GetString()!);
        Assert.Equal(entry.GetProperty("text").GetString(), PythonText.Of(document.RootElement));
    });

    [Fact] // str.isprintable of CPython 3.13 (Unicode 15.1) for every code point that it knows
    public void Of_EveryCodePoint_IsWrittenOrEscapedAsByPython()
    {
        string[] printable = [.. CodePoints("printable").Where(letter => letter is not ("'" or "\\"))];
        string[] escaped = [.. CodePoints("escaped")];

        Assert.Equal($"['{string.Join("', '", printable)}']", PythonText.Of(JsonSerializer.SerializeToElement(printable)));
        Assert.All(
            PythonText.Of(JsonSerializer.SerializeToElement(escaped))[1..^1].Split(", "),
            text => Assert.StartsWith(@"'\", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(12, "12.0")]
    [InlineData(1e-5, "1e-05")]
    [InlineData(1e16, "1e+16")]
    [InlineData(9999999999999998, "9999999999999998.0")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(double.NaN, "nan")]
    [InlineData(double.PositiveInfinity, "inf")]
    [InlineData(double.NegativeInfinity, "-inf")]
    public void Of_Float_IsRepr(double value, string expected) => Assert.Equal(expected, PythonText.Of(value));

    [Property(MaxTest = 1000)]
    public bool Of_AnyFloat_ReadsBackAsTheSame(double value) =>
        !double.IsFinite(value) || double.Parse(PythonText.Of(value), System.Globalization.CultureInfo.InvariantCulture) == value;

    [Theory]
    [InlineData("""["\ud800"]""")]
    [InlineData("\"\\udc00\"")]
    [InlineData("""{"\ud800":1}""")]
    public void Of_HalfCharacter_IsFault(string json)
    {
        using var document = JsonDocument.Parse(json);
        Assert.Equal(KeyFault.ValueMalformed, Assert.Throws<KeyException>(() => PythonText.Of(document.RootElement)).Fault);
    }

    [Fact]
    public void Of_BytesThatAreNoUtf8_IsFault()
    {
        using var document = JsonDocument.Parse((byte[])[(byte)'"', 0xff, (byte)'"']);
        Assert.Equal(KeyFault.ValueMalformed, Assert.Throws<KeyException>(() => PythonText.Of(document.RootElement)).Fault);
    }

    [Fact]
    public void Of_ManyLevels_IsFaultAndNoOverflow()
    {
        const int Levels = 1000;
        var options = new JsonDocumentOptions { MaxDepth = Levels };
        using var document = JsonDocument.Parse(new string('[', Levels) + new string(']', Levels), options);
        Assert.Equal(KeyFault.ValueMalformed, Assert.Throws<KeyException>(() => PythonText.Of(document.RootElement)).Fault);
    }

    private static IEnumerable<string> CodePoints(string name)
    {
        var ranges = Reference.GetProperty(name).EnumerateArray().Select(item => item.GetInt32()).Chunk(2);
        var codes = ranges.SelectMany(range => Enumerable.Range(range[0], range[1] - range[0] + 1));
        return codes.Select(char.ConvertFromUtf32);
    }

    private static JsonElement Load()
    {
        using var stream = typeof(PythonTextTests).Assembly.GetManifestResourceStream("python-texts.json")!;
        using var document = JsonDocument.Parse(stream);
        return document.RootElement.Clone();
    }
}
