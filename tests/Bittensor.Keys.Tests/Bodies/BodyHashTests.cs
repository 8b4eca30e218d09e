using System.Text;
using System.Text.Json;
using Bittensor.Keys.Bodies;

namespace Bittensor.Keys.Tests.Bodies;

public class BodyHashTests
{
    public static TheoryData<int> Vectors => SignatureVectors.BodyNumbers();

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Vectors))]
    public void OfFields_BodyOfTheSdk_IsItsHash(int number)
    {
        var entry = SignatureVectors.BodyHash.GetProperty("vectors")[number];
        var body = entry.GetProperty("body");
        List<string> names = [.. entry.GetProperty("requiredHashFields").EnumerateArray().Select(name => name.GetString()!)];
        List<string> expectedTexts = [.. entry.GetProperty("texts").EnumerateArray().Select(text => text.GetString()!)];

        Assert.Equal(entry.Text("bodyHash"), BodyHash.OfTexts(expectedTexts));

        // A field that the body leaves out has the default of its class, which only the SDK's own timeout tells: 12.0.
        var texts = names.Index().Select(field => TextOf(body, field.Item) ?? expectedTexts[field.Index]);
        Assert.Equal(expectedTexts, texts);
        if (names.TrueForAll(name => body.TryGetProperty(name, out _)))
        {
            Assert.Equal(entry.Text("bodyHash"), BodyHash.OfFields(names.Select(name => body.GetProperty(name))));
        }
    }

    [Fact]
    public void OfFields_None_IsHashOfNothing()
    {
        Assert.Equal(BodyHash.OfNothing, BodyHash.OfFields([]));
        Assert.Equal(BodyHash.OfNothing, BodyHash.OfTexts([]));
        Assert.Equal(BodyHash.OfNothing, BodyHash.OfBytes([]));
    }

    [Fact] // Python: hashlib.sha3_256(b'{"text": ["a"]}').hexdigest()
    public void OfBytes_Body_IsSha3OfIt() => Assert.Equal(
        "0b008091a578918357e88eaa14aec6833d07e2e2cca059f0b37b317136213410", BodyHash.OfBytes("""{"text": ["a"]}"""u8));

    [Fact] // Python, h(text) being sha3_256(text.encode()).hexdigest(): h(h(str(['\U0001F600\u200b' * 100000])))
    public void OfFields_LongText_IsHashOfPython()
    {
        var text = new StringBuilder().Insert(0, "\U0001F600\u200b", 100_000).ToString();
        var value = JsonSerializer.SerializeToElement(new[] { text });

        Assert.Equal("9ba72f816845bc2b8b815ed4770eb48ab8af77de7ff1ddce886484aef535c520", BodyHash.OfFields([value]));
    }

    [Fact]
    public void OfFields_HalfCharacter_IsFault()
    {
        using var document = JsonDocument.Parse("""["\ud800"]""");
        Assert.Equal(KeyFault.ValueMalformed, Assert.Throws<KeyException>(() => BodyHash.OfFields([document.RootElement])).Fault);
    }

    private static string? TextOf(JsonElement body, string name)
    {
        if (body.TryGetProperty(name, out var value))
        {
            return PythonText.Of(value);
        }

        return name == "timeout" ? PythonText.Of(12.0) : null;
    }
}
