using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text;
using Bittensor.Testing.Vectors;

namespace Bittensor.Tokenization.Tests.Vectors;

/// <summary>01_tokenizers: ids, phrases.</summary>
public class TokenizerVectorTests
{
    private static JsonElement Root => VectorTokenizers.Folder.Read("01_tokenizers");

    public static TheoryData<string> Names => [.. Root.GetProperty("encode").EnumerateObject().Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Encode_EveryText_GivesReferenceIds(string name)
    {
        var tokenizer = VectorTokenizers.Get(name);
        foreach (var entry in Root.GetProperty("encode").GetProperty(name).EnumerateObject())
        {
            var text = Root.GetProperty("texts").GetProperty(entry.Name).GetString()!;
            var expected = entry.Value.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32());
            Assert.Equal(expected, tokenizer.Encode(text));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Decode_EncodedText_GivesTextBack(string name)
    {
        var tokenizer = VectorTokenizers.Get(name);
        foreach (var text in Root.GetProperty("texts").EnumerateObject().Select(entry => entry.Value.GetString()!))
        {
            Assert.Equal(text, tokenizer.Decode([.. tokenizer.Encode(text)]));
        }
    }

    [Fact]
    public void TokenText_WholeVocabulary_HashesAsReference()
    {
        foreach (var set in PlainPhraseSets())
        {
            var tokenizer = VectorTokenizers.Get(set.GetProperty("tokenizer").GetString()!);
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (var id = 0; id < tokenizer.VocabularySize; id++)
            {
                hash.AppendData(Encoding.UTF8.GetBytes(tokenizer.TokenText(id) + "\0"));
            }

            Assert.Equal(set.GetProperty("vocab_len").GetInt32(), tokenizer.VocabularySize);
            Assert.Equal(set.GetProperty("sha256_phrases_utf8_nul_terminated").GetString(), Finish(hash));
        }
    }

    [Fact]
    public void FromTexts_WholeVocabulary_HashesAsReference()
    {
        foreach (var set in PlainPhraseSets())
        {
            var phrases = PhraseTable.FromTexts(
                VectorTokenizers.Get(set.GetProperty("tokenizer").GetString()!), VectorTokenizers.Get(set.GetProperty("std").GetString()!));
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (var id = 0; id < phrases.Count; id++)
            {
                hash.AppendData(MemoryMarshal.AsBytes<int>([phrases[id].Length, .. phrases[id]]));
            }

            Assert.Equal(set.GetProperty("sha256_std_token_phrases_i32_len_then_tokens").GetString(), Finish(hash));
        }
    }

    /// <summary>Sets made by a decoder that cleans up spaces are not ours: ours decodes plainly.</summary>
    private static IEnumerable<JsonElement> PlainPhraseSets() =>
        Root.GetProperty("phrases").EnumerateArray().Where(set => !set.GetProperty("cleanup").GetBoolean());

    private static string Finish(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
