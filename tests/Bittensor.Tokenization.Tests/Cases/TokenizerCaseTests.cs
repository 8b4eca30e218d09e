using System.Text.Json;

namespace Bittensor.Tokenization.Tests.Cases;

/// <summary>Every tokenizer case of the case folder: ids, the text they decode to, and the row that the model is given.</summary>
public class TokenizerCaseTests
{
    public static TheoryData<string> Names => [.. CaseFolder.WithTexts];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_Case_GivesExpectedIds(string name)
    {
        var tokenizer = TokenizerFolder.Load(CaseFolder.PathOf(name));
        Check(name, "ids", (text, _) => [.. tokenizer.Encode(text)]);
        Check(name, "ids_for_the_model", (text, _) =>
        {
            var ids = tokenizer.Encode(text);
            return [.. tokenizer.Frame.Before, .. ids, .. tokenizer.Frame.After];
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_Case_GivesExpectedText(string name)
    {
        var tokenizer = TokenizerFolder.Load(CaseFolder.PathOf(name));
        foreach (var entry in CaseFolder.Read(name).GetProperty("cases").EnumerateArray())
        {
            if (entry.TryGetProperty("decoded", out var decoded) && entry.TryGetProperty("ids", out var ids))
            {
                Assert.Equal(decoded.GetString(), tokenizer.Decode(Ids(ids)));
            }
        }
    }

    /// <summary>Compares rows where a case has them.</summary>
    private static void Check(string name, string field, Func<string, JsonElement, int[]> actual)
    {
        foreach (var entry in CaseFolder.Read(name).GetProperty("cases").EnumerateArray())
        {
            if (entry.TryGetProperty(field, out var expected))
            {
                var text = entry.GetProperty("text").GetString()!;
                Assert.Equal((text, string.Join(' ', Ids(expected))), (text, string.Join(' ', actual(text, entry))));
            }
        }
    }

    private static int[] Ids(JsonElement ids) => [.. ids.EnumerateArray().Select(id => id.GetInt32())];
}
