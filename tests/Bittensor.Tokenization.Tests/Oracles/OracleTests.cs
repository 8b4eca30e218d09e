using Bittensor.Tokenization.Tests.TokenizerFiles;

namespace Bittensor.Tokenization.Tests.Oracles;

/// <summary>Every part of both formats, against what Hugging Face's tokenizers and SentencePiece made of the same texts.</summary>
public class OracleTests
{
    public static TheoryData<string> Variants => [.. OracleData.Variants.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> Models => [.. OracleData.SentencePiece.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Variants))]
    public void Load_EveryPart_IsReadAsByHuggingFaceOrRefusedByName(string name)
    {
        using var folder = new TemporaryFolder();
        folder.Write("tokenizer.json", OracleData.Compose(name).ToJsonString());
        var answer = OracleData.HuggingFace[name];
        var refused = OracleData.Variants[name]["refused"]?.GetValue<string>();
        if (answer is System.Text.Json.Nodes.JsonObject || refused is not null)
        {
            var exception = Assert.Throws<ModelFolderException>(() => TokenizerFolder.Load(folder.Path));
            Assert.Contains(refused ?? "the pattern", exception.Message, StringComparison.Ordinal);
            return;
        }

        var tokenizer = TokenizerFolder.Load(folder.Path);
        var digests = OracleData.Texts.Select(text =>
        {
            int[] ids = [.. tokenizer.Encode(text)];
            return OracleData.Digest(ids, tokenizer.Decode(ids));
        });
        var differing = OracleData.Texts.Zip(digests, answer.GetValue<string>().Split(' '))
            .Where(entry => entry.Second != entry.Third).Select(entry => entry.First);
        Assert.Empty(differing);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Encode_EverySetting_GivesIdsOfSentencePiece(string name)
    {
        var tokenizer = TokenizerFolder.Load(Path.Combine(OracleData.Models, name));
        string[] texts = [.. OracleData.Texts.Where(text => !tokenizer.Special.All.Keys.Any(text.Contains))];
        var digests = texts.Select(text =>
        {
            int[] ids = [.. tokenizer.Encode(text)];
            return OracleData.Digest(ids, ids.Contains(tokenizer.Special.Unk!.Value) ? "" : tokenizer.Decode(ids));
        });
        var expected = OracleData.SentencePiece[name].GetValue<string>().Split(' ');
        Assert.Equal(expected.Length, texts.Length);
        Assert.Empty(texts.Zip(digests, expected).Where(entry => entry.Second != entry.Third).Select(entry => entry.First));
    }
}
