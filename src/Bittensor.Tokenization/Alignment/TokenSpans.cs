using System.Text;

namespace Bittensor.Tokenization.Alignment;

/// <summary>Finds the characters that tokens stand for.</summary>
internal static class TokenSpans
{
    /// <summary>Spans of tokens in the text that their own bytes make; invalid bytes count as the characters U+FFFD they
    /// become.</summary>
    public static TokenSpan[] OfOwnText(ITextTokenizer tokenizer, ReadOnlySpan<int> ids)
    {
        var bytes = Join(tokenizer, ids);
        return FromBytes(tokenizer, ids, CharacterOfByte(bytes), 0);
    }

    /// <summary>Spans of tokens in the text that was encoded.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="text">The text.</param>
    /// <param name="ids">The text's tokens.</param>
    public static TokenSpan[] OfText(ITextTokenizer tokenizer, string text, ReadOnlySpan<int> ids) =>
        OfTextUntil(tokenizer, text, ids, CancellationToken.None);

    /// <inheritdoc cref="OfText"/>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="text">The text.</param>
    /// <param name="ids">The text's tokens.</param>
    /// <param name="cancellationToken">Ends the search.</param>
    public static TokenSpan[] OfTextUntil(
        ITextTokenizer tokenizer, string text, ReadOnlySpan<int> ids, CancellationToken cancellationToken)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var joined = Join(tokenizer, ids);
        if (bytes.AsSpan().SequenceEqual(joined))
        {
            return FromBytes(tokenizer, ids, CharacterOfByte(bytes), 0);
        }

        var hasAddedSpace = joined.Length == bytes.Length + 1 && joined[0] == (byte)' '
            && bytes.AsSpan().SequenceEqual(joined.AsSpan(1));
        return hasAddedSpace
            ? FromBytes(tokenizer, ids, CharacterOfByte(bytes), 1)
            : FoldedSpans.Find(tokenizer, text, ids, cancellationToken);
    }

    /// <summary>Turns byte offsets into characters.</summary>
    /// <param name="tokenizer">The tokenizer.</param>
    /// <param name="ids">The tokens.</param>
    /// <param name="characters">Character of each byte of the text; at the end their number.</param>
    /// <param name="added">Bytes before the text that only the tokens have.</param>
    private static TokenSpan[] FromBytes(ITextTokenizer tokenizer, ReadOnlySpan<int> ids, int[] characters, int added)
    {
        var spans = new TokenSpan[ids.Length];
        var at = -added;
        for (var i = 0; i < ids.Length; i++)
        {
            var end = at + tokenizer.TokenBytes(ids[i]).Length;
            var left = at < 0 ? at : characters[at];
            spans[i] = new(left, end <= 0 ? 0 : end == at ? left : characters[end - 1] + 1);
            at = end;
        }

        return spans;
    }

    private static int[] CharacterOfByte(ReadOnlySpan<byte> bytes)
    {
        var characters = new int[bytes.Length + 1];
        var character = 0;
        for (var at = 0; at < bytes.Length; character++)
        {
            Rune.DecodeFromUtf8(bytes[at..], out _, out var length);
            characters.AsSpan(at, length).Fill(character);
            at += length;
        }

        characters[^1] = character;
        return characters;
    }

    private static byte[] Join(ITextTokenizer tokenizer, ReadOnlySpan<int> ids)
    {
        var length = 0;
        foreach (var id in ids)
        {
            length += tokenizer.TokenBytes(id).Length;
        }

        var bytes = new byte[length];
        var at = 0;
        foreach (var id in ids)
        {
            var token = tokenizer.TokenBytes(id);
            token.CopyTo(bytes.AsSpan(at));
            at += token.Length;
        }

        return bytes;
    }
}
