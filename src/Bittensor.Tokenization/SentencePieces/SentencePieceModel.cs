using System.Text;
using Bittensor.Tokenization.TokenizerFiles;
using Bittensor.Tokenization.Parts;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.SentencePieces;

/// <summary>Cuts prepared text into pieces.</summary>
internal interface IPieceSegmenter
{
    /// <summary>Appends the pieces of a text: where each begins, its length in UTF-16 units, and its id.</summary>
    void Segment(string text, List<(int Offset, int Length, int Id)> pieces, CancellationToken cancellationToken);
}

/// <summary>A SentencePiece model.</summary>
/// <param name="vocabulary">The pieces.</param>
/// <param name="normalizer">Prepares text.</param>
/// <param name="segmenter">Cuts it.</param>
/// <param name="getsSpaceInside">Whether text after a special token gets a space before it too, as the start of a text does.</param>
internal sealed class SentencePieceModel(
    PieceVocabulary vocabulary, PieceNormalizer normalizer, IPieceSegmenter segmenter, bool getsSpaceInside) : ITokenModel
{
    public void Encode(TextPiece text, List<int> ids, CancellationToken cancellationToken)
    {
        var prepared = normalizer.Apply(text.ToString(), getsSpaceInside || text.FromStart > 0);
        var pieces = new List<(int Offset, int Length, int Id)>(prepared.Length);
        segmenter.Segment(prepared, pieces, cancellationToken);
        var followsUnknown = false;
        foreach (var (offset, length, id) in pieces)
        {
            if (id != vocabulary.Unknown)
            {
                ids.Add(id);
            }
            else if (vocabulary.Bytes is { } bytes)
            {
                ids.AddRange(Encoding.UTF8.GetBytes(prepared, offset, length).Select(value => bytes[value]));
            }
            else if (!followsUnknown)
            {
                ids.Add(id); // unknown pieces in a row are one
            }

            followsUnknown = id == vocabulary.Unknown;
        }
    }
}

/// <summary>Each letter or user-defined piece by itself.</summary>
internal sealed class LetterSegmenter(PieceVocabulary vocabulary) : IPieceSegmenter
{
    public void Segment(string text, List<(int Offset, int Length, int Id)> pieces, CancellationToken cancellationToken)
    {
        foreach (var (offset, length, _) in PieceLetters.Of(text, vocabulary))
        {
            pieces.Add((offset, length, vocabulary.Find(text.AsSpan(offset, length))));
        }
    }
}

/// <summary>Words with the space before them.</summary>
internal sealed class WordSegmenter(PieceVocabulary vocabulary) : IPieceSegmenter
{
    public void Segment(string text, List<(int Offset, int Length, int Id)> pieces, CancellationToken cancellationToken)
    {
        for (var from = 0; from < text.Length;)
        {
            var space = text.IndexOf(Piece.Space, from + 1);
            var to = space < 0 ? text.Length : space;
            pieces.Add((from, to - from, vocabulary.Find(text.AsSpan(from, to - from))));
            from = to;
        }
    }
}

/// <summary>The smallest parts of a prepared text.</summary>
internal static class PieceLetters
{
    /// <summary>Letters, and user-defined pieces, which are never cut or merged.</summary>
    public static List<(int Offset, int Length, bool IsFixed)> Of(string text, PieceVocabulary vocabulary)
    {
        var letters = new List<(int Offset, int Length, bool IsFixed)>(text.Length);
        var bytes = vocabulary.HasUserDefined ? Encoding.UTF8.GetBytes(text) : [];
        var atByte = 0;
        for (var at = 0; at < text.Length;)
        {
            var userDefined = vocabulary.UserDefinedLength(bytes.AsSpan(atByte));
            if (userDefined > 0)
            {
                var units = Encoding.UTF8.GetCharCount(bytes, atByte, userDefined);
                letters.Add((at, units, true));
                at += units;
                atByte += userDefined;
                continue;
            }

            Rune.DecodeFromUtf16(text.AsSpan(at), out var letter, out var length);
            letters.Add((at, length, false));
            at += length;
            atByte += bytes.Length == 0 ? 0 : letter.Utf8SequenceLength;
        }

        return letters;
    }
}
