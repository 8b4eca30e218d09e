using System.Runtime.InteropServices;
using System.Text;
using Bittensor.Tokenization.TokenizerFiles;

namespace Bittensor.Tokenization.SentencePieces;

/// <summary>Prepares text as SentencePiece does: replaces letters by the model's table, and spaces by "▁".</summary>
internal sealed class PieceNormalizer
{
    private static readonly byte[] SpaceLetter = Encoding.UTF8.GetBytes(Piece.Space.ToString());

    private readonly SentencePieceProto _model;
    private readonly PieceVocabulary _vocabulary;
    private readonly PrecompiledCharsmap? _charsmap;
    private readonly byte[] _space;

    public PieceNormalizer(SentencePieceProto model, PieceVocabulary vocabulary)
    {
        _model = model;
        _vocabulary = vocabulary;
        _charsmap = model.Charsmap.Length > 0 ? new(model.Charsmap) : null;
        _space = model.EscapesSpaces ? SpaceLetter : [(byte)' '];
    }

    /// <summary>The prepared text.</summary>
    /// <param name="text">Well-formed text.</param>
    /// <param name="getsSpace">Whether it is treated as if a space stood before it, where the model asks for that.</param>
    public string Apply(string text, bool getsSpace)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var from = 0;
        if (_model.RemovesExtraSpaces)
        {
            while (from < bytes.Length && Next(bytes, from, out var length) is [(byte)' '])
            {
                from += length;
            }
        }

        if (from == bytes.Length)
        {
            return "";
        }

        var result = new List<byte>(bytes.Length + (2 * SpaceLetter.Length));
        var hasSpace = _model.AddsDummyPrefix && getsSpace;
        if (hasSpace && !_model.HasSpaceAfterWord)
        {
            result.AddRange(_space);
        }

        AppendFrom(bytes, from, result);
        if (_model.RemovesExtraSpaces)
        {
            while (result.Count >= _space.Length && CollectionsMarshal.AsSpan(result)[^_space.Length..].SequenceEqual(_space))
            {
                result.RemoveRange(result.Count - _space.Length, _space.Length);
            }
        }

        if (hasSpace && _model.HasSpaceAfterWord)
        {
            result.AddRange(_space);
        }

        return Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(result));
    }

    private void AppendFrom(byte[] bytes, int from, List<byte> result)
    {
        var followsSpace = _model.RemovesExtraSpaces;
        while (from < bytes.Length)
        {
            var next = Next(bytes, from, out var length);
            while (followsSpace && next is [(byte)' ', ..])
            {
                next = next[1..];
            }

            foreach (var value in next)
            {
                if (value == ' ')
                {
                    result.AddRange(_space);
                }
                else
                {
                    result.Add(value);
                }
            }

            followsSpace = _model.RemovesExtraSpaces && (next.IsEmpty ? followsSpace : next[^1] == ' ');
            from += length;
        }
    }

    /// <summary>What the text at a place becomes, and how many bytes of it.</summary>
    private ReadOnlySpan<byte> Next(byte[] bytes, int at, out int length)
    {
        length = _vocabulary.UserDefinedLength(bytes.AsSpan(at));
        if (length > 0)
        {
            return bytes.AsSpan(at, length);
        }

        if (_charsmap is not null)
        {
            length = _charsmap.LongestKey(bytes.AsSpan(at), out var replacement);
            if (length > 0)
            {
                return _charsmap.Replacement(replacement);
            }
        }

        Rune.DecodeFromUtf8(bytes.AsSpan(at), out _, out length);
        return bytes.AsSpan(at, length);
    }
}
