namespace Bittensor.Tokenization;

/// <summary>A model's vocabulary: text to token ids and back. Safe for concurrent use.</summary>
public interface ITextTokenizer
{
    /// <summary>Kind and size, such as "gpt2" or "bpe-4096"; for people, not a key.</summary>
    string Name { get; }

    /// <summary>Largest id + 1, added tokens included; some ids below it may stand for nothing.</summary>
    int VocabularySize { get; }

    /// <summary>The tokens that a model gives a role instead of a spelling.</summary>
    SpecialTokens Special { get; }

    /// <summary>Whether every id stands for the same bytes as in the standard vocabulary; found out once.</summary>
    bool IsStandard { get; }

    /// <summary>Tokens that the folder's own rules put around a row; <see cref="Encode(string)"/> adds none.</summary>
    RowFrame Frame => RowFrame.None;

    /// <summary>Splits text into tokens. Special strings in it are one token each; none is added.</summary>
    /// <param name="text">Any text; lone surrogates count as U+FFFD.</param>
    /// <returns>Token ids, each from 0 to <see cref="VocabularySize"/> - 1.</returns>
    IReadOnlyList<int> Encode(string text);

    /// <summary>Splits text into tokens, as <see cref="Encode(string)"/> does, until it is told to end.</summary>
    /// <param name="text">Any text; lone surrogates count as U+FFFD.</param>
    /// <param name="cancellationToken">Ends the work; looked at every few milliseconds.</param>
    /// <exception cref="OperationCanceledException">It has ended.</exception>
    IReadOnlyList<int> EncodeUntil(string text, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Encode(text);
    }

    /// <summary>Joins tokens to text: as the folder's decoder says, or else their bytes as UTF-8, U+FFFD for each longest invalid
    /// part. Special tokens are written out.</summary>
    /// <param name="ids">Token ids; ids that stand for nothing add nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is below 0 or at least <see cref="VocabularySize"/>.</exception>
    string Decode(ReadOnlySpan<int> ids);

    /// <summary>What tokens add to the text of others before them: both put together are what the whole row decodes to, spaces at
    /// the joint included. Special tokens are left out.</summary>
    /// <param name="before">The tokens before; none for the start of a text.</param>
    /// <param name="ids">The tokens.</param>
    /// <exception cref="ArgumentOutOfRangeException">An id is outside the vocabulary.</exception>
    string DecodeAfter(ReadOnlySpan<int> before, ReadOnlySpan<int> ids)
    {
        var special = Special.All.Values.ToHashSet();
        int[] head = [.. before.ToArray().Where(id => !special.Contains(id))];
        int[] tail = [.. ids.ToArray().Where(id => !special.Contains(id))];
        var whole = Decode([.. head, .. tail]);
        var start = Decode(head);

        // A character that both have a part of belongs to neither text alone.
        return whole.StartsWith(start, StringComparison.Ordinal) ? whole[start.Length..] : Decode(tail);
    }

    /// <summary>What one token adds in the middle of a text: a word's leading space is kept.</summary>
    /// <param name="id">Token id.</param>
    /// <returns>Its text; "" for an id that stands for nothing.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The id is outside the vocabulary.</exception>
    string TokenText(int id);

    /// <summary>The same as <see cref="TokenText"/> in bytes, which may be only a part of a character.</summary>
    /// <param name="id">Token id.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is outside the vocabulary.</exception>
    ReadOnlySpan<byte> TokenBytes(int id);
}
