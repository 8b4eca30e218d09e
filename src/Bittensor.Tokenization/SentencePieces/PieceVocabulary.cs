using Bittensor.Tokenization.TokenizerFiles;
using Bittensor.Tokenization.Models;

namespace Bittensor.Tokenization.SentencePieces;

/// <summary>The pieces of a SentencePiece model, looked up as that library does.</summary>
internal sealed class PieceVocabulary
{
    private readonly Dictionary<string, int> _reserved = new(StringComparer.Ordinal), _pieces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _reservedLookup, _pieceLookup;
    private readonly ByteTrie _userDefined;

    /// <exception cref="FormatException">The pieces contradict each other.</exception>
    public PieceVocabulary(SentencePieceProto model)
    {
        Pieces = model.Pieces;
        int? unknown = null;
        for (var id = 0; id < Pieces.Count; id++)
        {
            var (text, _, kind) = Pieces[id];
            var map = kind is PieceKind.Normal or PieceKind.UserDefined or PieceKind.Unused ? _pieces : _reserved;
            if (text.Length == 0 || !map.TryAdd(text, id))
            {
                throw new FormatException($"piece {id}, '{text}', is empty or there twice");
            }

            if (kind == PieceKind.Unknown)
            {
                if (unknown is not null)
                {
                    throw new FormatException($"pieces {unknown} and {id} are both the unknown one");
                }

                unknown = id;
            }

            LongestPiece = Math.Max(LongestPiece, text.Length);
        }

        Unknown = unknown ?? throw new FormatException("no piece is the unknown one");
        _reservedLookup = _reserved.GetAlternateLookup<ReadOnlySpan<char>>();
        _pieceLookup = _pieces.GetAlternateLookup<ReadOnlySpan<char>>();
        _userDefined = new(Pieces.Select((piece, id) => (piece, id))
            .Where(entry => entry.piece.Kind == PieceKind.UserDefined).Select(entry => (entry.piece.Text, entry.id)));
        HasUserDefined = Pieces.Any(piece => piece.Kind == PieceKind.UserDefined);
        if (model.HasByteFallback)
        {
            Bytes = [.. Enumerable.Range(0, 256).Select(FindByte)];
        }
    }

    public IReadOnlyList<Piece> Pieces { get; }

    /// <summary>Id of what cannot be spelt.</summary>
    public int Unknown { get; }

    /// <summary>Length of the longest piece in UTF-16 units.</summary>
    public int LongestPiece { get; }

    /// <summary>Ids of bytes; null when unknown letters are not spelt in bytes.</summary>
    public int[]? Bytes { get; }

    public bool HasUserDefined { get; }

    /// <summary>Id of a piece that text may be, or -1: not one of the reserved ones.</summary>
    public int FindPiece(ReadOnlySpan<char> text) => _pieceLookup.TryGetValue(text, out var id) ? id : -1;

    /// <summary>Id of a piece of any kind; that of the unknown one for what is none.</summary>
    public int Find(ReadOnlySpan<char> text) =>
        _reservedLookup.TryGetValue(text, out var id) || _pieceLookup.TryGetValue(text, out id) ? id : Unknown;

    /// <summary>Length in bytes of the longest user-defined piece that a text begins with, or 0.</summary>
    public int UserDefinedLength(ReadOnlySpan<byte> text)
    {
        var longest = 0;
        var node = ByteTrie.Root;
        for (var length = 1; HasUserDefined && length <= text.Length && _userDefined.TryStep(ref node, text[length - 1], out var id); length++)
        {
            longest = id >= 0 ? length : longest;
        }

        return longest;
    }

    private int FindByte(int value)
    {
        if (!_reserved.TryGetValue($"<0x{value:X2}>", out var id))
        {
            throw new FormatException($"byte_fallback is set, and byte 0x{value:X2} has no piece");
        }

        return id;
    }
}
