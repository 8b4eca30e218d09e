using System.Buffers;
using System.Text;
using Bittensor.Tokenization.Merging;

namespace Bittensor.Tokenization.Models;

/// <summary>Settings of a BPE model, by the names of tokenizer.json.</summary>
/// <param name="Unknown">Id of what cannot be spelt; letters without a token are left out when there is none.</param>
/// <param name="Prefix">What a token that goes on in a word begins with.</param>
/// <param name="Suffix">What a token that ends a word ends with.</param>
/// <param name="FusesUnknown">Whether unknown letters in a row are one token.</param>
/// <param name="FallsBackToBytes">Whether a letter without a token becomes its bytes' tokens, where all of them are there.</param>
/// <param name="KeepsWholeWords">Whether a word that is a token stays whole, whatever the rules say (ignore_merges).</param>
internal sealed record BpeSettings(
    int? Unknown = null, string Prefix = "", string Suffix = "", bool FusesUnknown = false, bool FallsBackToBytes = false,
    bool KeepsWholeWords = false);

/// <summary>Byte pair encoding of a word's letters, as Hugging Face's library does it.</summary>
internal sealed class BpeModel : IWordModel
{
    private const int Missing = -1;

    private readonly PairMerger _merger;
    private readonly BpeSettings _settings;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _idOfWord;
    private readonly Dictionary<int, int> _idOfLetter = [];
    private readonly int[] _idOfSmallLetter = new int[512];
    private readonly int[] _idOfByte = new int[256];
    private readonly int _unitsPerLetter;

    /// <param name="idOfToken">Ids by tokens.</param>
    /// <param name="merges">Pairs of tokens, the first to merge first; of two rules for a pair the later counts.</param>
    /// <param name="settings">The settings.</param>
    /// <exception cref="FormatException">A rule needs what is no token.</exception>
    public BpeModel(
        Dictionary<string, int> idOfToken, IReadOnlyList<(string Left, string Right)> merges, BpeSettings settings)
    {
        _settings = settings;
        _idOfWord = idOfToken.GetAlternateLookup<ReadOnlySpan<char>>();
        _merger = new(Table(idOfToken, merges, settings.Prefix.Length));
        Array.Fill(_idOfSmallLetter, Missing);
        foreach (var (token, id) in idOfToken)
        {
            if (Rune.DecodeFromUtf16(token, out var letter, out var length) == OperationStatus.Done && length == token.Length)
            {
                _idOfLetter[letter.Value] = id;
                if (letter.Value < _idOfSmallLetter.Length)
                {
                    _idOfSmallLetter[letter.Value] = id;
                }
            }
        }

        for (var value = 0; value < 256; value++)
        {
            _idOfByte[value] = idOfToken.GetValueOrDefault($"<0x{value:X2}>", Missing);
        }

        var affixes = Encoding.UTF8.GetByteCount(settings.Prefix) + Encoding.UTF8.GetByteCount(settings.Suffix);
        _unitsPerLetter = settings.FallsBackToBytes ? 3 + affixes : 1;
    }

    public void Encode(ReadOnlySpan<char> word, List<int> ids, CancellationToken cancellationToken)
    {
        if (_settings.KeepsWholeWords && _idOfWord.TryGetValue(word, out var whole))
        {
            ids.Add(whole);
            return;
        }

        var rented = ArrayPool<int>.Shared.Rent(Math.Max(1, word.Length * _unitsPerLetter));
        try
        {
            var symbols = rented.AsSpan(0, Spell(word, rented));
            ids.AddRange(symbols[.._merger.Merge(symbols, cancellationToken)]);
        }
        finally
        {
            ArrayPool<int>.Shared.Return(rented);
        }
    }

    private static MergeTable Table(
        Dictionary<string, int> idOfToken, IReadOnlyList<(string Left, string Right)> merges, int prefixLength)
    {
        var rules = new Dictionary<(int Left, int Right), (int Rank, int Merged)>(merges.Count);
        for (var rank = 0; rank < merges.Count; rank++)
        {
            var (left, right) = merges[rank];
            rules[(Id(left), Id(right))] = (rank, Id(left + (right.Length >= prefixLength ? right[prefixLength..] : "")));
        }

        var table = new MergeTable(rules.Count);
        foreach (var (pair, rule) in rules)
        {
            table.Add(pair.Left, pair.Right, rule.Rank, rule.Merged);
        }

        return table;

        int Id(string name)
        {
            if (!idOfToken.TryGetValue(name, out var id))
            {
                throw new FormatException($"a merge rule needs '{name}', which is no token");
            }

            return id;
        }
    }

    /// <summary>Writes the tokens of a word's letters; returns how many they are.</summary>
    private int Spell(ReadOnlySpan<char> word, Span<int> symbols)
    {
        var count = 0;
        var unknown = Missing; // one that has not been written yet: more of them may join it
        for (var at = 0; at < word.Length;)
        {
            Rune.DecodeFromUtf16(word[at..], out var letter, out var length);
            var id = Id(letter, isFirst: at == 0, isLast: at + length == word.Length, out var spelling);
            at += length;
            if (id != Missing)
            {
                Flush(ref unknown, symbols, ref count);
                symbols[count++] = id;
            }
            else if (_settings.FallsBackToBytes && TrySpellBytes(letter, spelling, symbols[count..], out var bytes))
            {
                // The library does not flush here: an unknown letter before these bytes comes after them.
                count += bytes;
            }
            else if (_settings.Unknown is { } token)
            {
                if (!_settings.FusesUnknown)
                {
                    Flush(ref unknown, symbols, ref count);
                }

                unknown = token;
            }
        }

        Flush(ref unknown, symbols, ref count);
        return count;
    }

    private static void Flush(ref int unknown, Span<int> symbols, ref int count)
    {
        if (unknown != Missing)
        {
            symbols[count++] = unknown;
            unknown = Missing;
        }
    }

    /// <summary>The token of a letter at its place in a word.</summary>
    /// <param name="letter">The letter.</param>
    /// <param name="isFirst">Whether it begins the word.</param>
    /// <param name="isLast">Whether it ends it.</param>
    /// <param name="spelling">What was looked for, where it is more than the letter.</param>
    private int Id(Rune letter, bool isFirst, bool isLast, out string? spelling)
    {
        spelling = null;
        var hasPrefix = !isFirst && _settings.Prefix.Length > 0;
        var hasSuffix = isLast && _settings.Suffix.Length > 0;
        if (hasPrefix || hasSuffix)
        {
            spelling = (hasPrefix ? _settings.Prefix : "") + letter + (hasSuffix ? _settings.Suffix : "");
            return _idOfWord.TryGetValue(spelling, out var whole) ? whole : Missing;
        }

        return letter.Value < _idOfSmallLetter.Length
            ? _idOfSmallLetter[letter.Value]
            : _idOfLetter.GetValueOrDefault(letter.Value, Missing);
    }

    private bool TrySpellBytes(Rune letter, string? spelling, Span<int> symbols, out int count)
    {
        Span<byte> buffer = stackalloc byte[4];
        ReadOnlySpan<byte> bytes = spelling is null
            ? buffer[..letter.EncodeToUtf8(buffer)]
            : Encoding.UTF8.GetBytes(spelling);
        count = bytes.Length;
        for (var i = 0; i < bytes.Length; i++)
        {
            var id = _idOfByte[bytes[i]];
            if (id == Missing)
            {
                return false;
            }

            symbols[i] = id;
        }

        return true;
    }
}
