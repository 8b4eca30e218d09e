using System.Text.Json;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads from the decoder of tokenizer.json what a vocabulary's bytes do not say.</summary>
internal static class DecoderJson
{
    /// <summary>Whether decoding takes away a space that encoding has put before the text.</summary>
    public static bool TrimsFirstSpace(JsonElement decoder)
    {
        if (decoder.ValueKind != JsonValueKind.Object)
        {
            return false;
        }

        return decoder.GetProperty("type").GetString() switch
        {
            "Sequence" => decoder.GetProperty("decoders").EnumerateArray().Any(TrimsFirstSpace),
            "Strip" => decoder.TryGetProperty("start", out var start) && start.GetInt32() > 0,
            "Metaspace" when decoder.TryGetProperty("prepend_scheme", out var scheme) => scheme.GetString() != "never",
            "Metaspace" => AddedTokenJson.Flag(decoder, "add_prefix_space", otherwise: true),
            _ => false,
        };
    }
}
