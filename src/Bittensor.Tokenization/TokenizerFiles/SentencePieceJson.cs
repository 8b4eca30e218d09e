using System.Text.Json;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads the models of tokenizer.json that come from SentencePiece: BPE over "▁" letters, and Unigram.</summary>
internal static class SentencePieceJson
{
    /// <summary>Reads a BPE model.</summary>
    public static Vocabulary ReadBpe(JsonElement model, WordSplitter splitter)
    {
        var idOfToken = BpeJson.Vocabulary(model);
        var unknown = model.TryGetProperty("unk_token", out var name) ? name.GetString() : null;
        var hasByteFallback = AddedTokenJson.Flag(model, "byte_fallback");
        var pieces = new Piece[idOfToken.Values.Max() + 1];
        Array.Fill(pieces, new("", 0, PieceKind.Unused));
        foreach (var (token, id) in idOfToken)
        {
            pieces[id] = new(token, 0, KindOf(token, token == unknown, hasByteFallback));
        }

        int? unknownId = unknown is not null && idOfToken.TryGetValue(unknown, out var found) ? found : null;
        return LetterBpe.FromMerges(pieces, BpeJson.Merges(model), unknownId, splitter);
    }

    /// <summary>Reads a Unigram model: pieces with log-probabilities.</summary>
    public static Vocabulary ReadUnigram(JsonElement model)
    {
        var unknown = model.TryGetProperty("unk_id", out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetInt32()
            : throw new UnsupportedTokenizerException("a Unigram model without an unknown token", "unk_id");
        var hasByteFallback = AddedTokenJson.Flag(model, "byte_fallback");
        var pieces = new List<Piece>();
        foreach (var entry in model.GetProperty("vocab").EnumerateArray())
        {
            var text = entry[0].GetString()!;
            pieces.Add(new(text, entry[1].GetSingle(), KindOf(text, pieces.Count == unknown, hasByteFallback)));
        }

        return UnigramModel.Build(new() { Pieces = pieces, HasByteFallback = hasByteFallback, UnknownId = unknown });
    }

    private static PieceKind KindOf(string text, bool isUnknown, bool hasByteFallback) =>
        isUnknown ? PieceKind.Unknown
        : hasByteFallback && Piece.TryReadByte(text, out _) ? PieceKind.Byte
        : PieceKind.Normal;
}
