using System.Text.Json;
using Bittensor.Tokenization.Parts;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads the decoder of tokenizer.json.</summary>
internal static class DecoderJson
{
    /// <summary>Reads a decoder; null for a missing one, without which names are joined with spaces.</summary>
    public static DecoderChain? Read(JsonElement decoder)
    {
        if (decoder.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var parts = new List<ITokenDecoder>();
        Add(decoder, parts);
        return new(parts);
    }

    private static void Add(JsonElement decoder, List<ITokenDecoder> parts)
    {
        var type = decoder.GetProperty("type").GetString();
        if (type == "Sequence")
        {
            foreach (var part in decoder.GetProperty("decoders").EnumerateArray())
            {
                Add(part, parts);
            }

            return;
        }

        parts.Add(type switch
        {
            "ByteLevel" => new ByteLevelDecoder(),
            "ByteFallback" => new ByteFallbackDecoder(),
            "Metaspace" => new MetaspaceDecoder(PartJson.MetaspaceLetter(decoder).ToString(), PartJson.MetaspaceScheme(decoder) == "never"),
            "WordPiece" => new WordPieceDecoder(PartJson.Text(decoder, "prefix"), AddedTokenJson.Flag(decoder, "cleanup")),
            "BPEDecoder" => new SuffixDecoder(PartJson.Text(decoder, "suffix")),
            "Replace" => new ReplaceDecoder(PartJson.Pattern(decoder), PartJson.Text(decoder, "content")),
            "Fuse" => new FuseDecoder(),
            "Strip" => new StripDecoder(
                PartJson.Letter(decoder, "content"), decoder.GetProperty("start").GetInt32(), decoder.GetProperty("stop").GetInt32(),
                parts.Any(part => part is FuseDecoder)),
            "CTC" => new CtcDecoder(
                PartJson.Text(decoder, "pad_token"), PartJson.Text(decoder, "word_delimiter_token"), AddedTokenJson.Flag(decoder, "cleanup")),
            _ => throw new UnsupportedTokenizerException(
                $"decoder {type}",
                "ByteLevel, ByteFallback, Metaspace, WordPiece, BPEDecoder, Replace, Fuse, Strip, CTC or a Sequence of them"),
        });
    }
}
