using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Bittensor.Tokenization.TokenizerFiles;
using Bittensor.Tokenization.Parts;

namespace Bittensor.Tokenization.Tests.Oracles;

/// <summary>Every code point through the parts that go by Unicode, against what Hugging Face's library makes of it.</summary>
public class LetterTests
{
    /// <summary>Letters that the library knows from Unicode 17, and .NET does not.</summary>
    private static readonly (int First, int Last)[] Younger =
        [(0xA7CE, 0xA7CF), (0xA7D2, 0xA7D2), (0xA7D4, 0xA7D4), (0x11DE0, 0x11DE9), (0x16EA0, 0x16ED3), (0x16FF4, 0x16FF6)];

    [Theory] // SHA-256 of letters.json, which answers.js makes
    [InlineData("NFC")]
    [InlineData("NFD")]
    [InlineData("NFKC")]
    [InlineData("NFKD")]
    [InlineData("Nmt")]
    [InlineData("Lowercase")]
    [InlineData("StripAccents")]
    [InlineData("BertNormalizer")]
    public void Apply_EveryCodePoint_HashesAsHuggingFace(string type)
    {
        var normalizer = NormalizerJson.Read(Json(new { type, strip_accents = true }))!;
        Assert.Equal(Expected(type), Hash(normalizer.Apply));
    }

    [Theory]
    [InlineData("BertPreTokenizer", null)]
    [InlineData("Punctuation", null)]
    [InlineData("Whitespace", null)]
    [InlineData("WhitespaceSplit", null)]
    [InlineData("UnicodeScripts", null)]
    [InlineData("Digits", null)]
    [InlineData("ByteLevel", null)]
    [InlineData("Split", @"\w")]
    [InlineData("Split", @"\s")]
    [InlineData("Split", "[[:alpha:]]")]
    [InlineData("Split", "[[:punct:]]")]
    [InlineData("Split", @"\p{Han}")]
    [InlineData("Split", @"\p{Lu}")]
    [InlineData("Split", "(?i)[a-z]")]
    public void Apply_EveryCodePoint_CutsAsHuggingFace(string type, string? pattern)
    {
        var part = PreTokenizerJson.Read(Json(new
        {
            type, behavior = pattern is null ? "Isolated" : "Removed", invert = true, individual_digits = true,
            add_prefix_space = false, pattern = new { Regex = pattern },
        }))!;
        var actual = Hash(text => string.Join('|', part.Apply([new(text, 1)], TestContext.Current.CancellationToken)));
        Assert.Equal(Expected(pattern ?? type), actual);
    }

    private static string Hash(Func<string, string> change)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var text = new StringBuilder();
        for (var letter = 0; letter < 0x110000; letter++)
        {
            if (Rune.IsValid(letter) && !Younger.Any(range => letter >= range.First && letter <= range.Last))
            {
                text.Append(new Rune(letter)).Append('a');
            }

            if (letter % 256 == 255)
            {
                hash.AppendData(Encoding.UTF8.GetBytes((text.Length == 0 ? "" : change(text.ToString())) + "\n"));
                text.Clear();
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static string Expected(string name)
    {
        using var letters = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(OracleData.Path, "letters.json")));
        return letters.RootElement.GetProperty(name).GetString()!;
    }

    private static JsonElement Json(object part) => JsonSerializer.SerializeToElement(part);
}
