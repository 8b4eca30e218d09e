using Bittensor.Tokenization.TokenizerFiles.Wire;
using Google.Protobuf;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>What a SentencePiece model file holds.</summary>
internal sealed class SentencePieceProto
{
    public const int Unigram = 1, Bpe = 2, Word = 3, Letter = 4;

    private SentencePieceProto(ModelFile file)
    {
        var training = file.Training ?? new();
        var normalizing = file.Normalizing ?? new();
        Pieces = [.. file.Pieces.Select(piece => new Piece(piece.Text, piece.Score, (PieceKind)piece.Kind))];
        ModelType = training.ModelType;
        HasByteFallback = training.ByteFallback;
        HasSpaceAfterWord = training.SpaceAfterWord;
        AddsDummyPrefix = normalizing.DummyPrefix;
        RemovesExtraSpaces = normalizing.RemovesExtraSpaces;
        EscapesSpaces = normalizing.EscapesSpaces;
        Charsmap = normalizing.Charsmap.ToByteArray();
    }

    /// <summary>The vocabulary by id.</summary>
    public IReadOnlyList<Piece> Pieces { get; }

    /// <summary><see cref="Unigram"/>, <see cref="Bpe"/>, <see cref="Word"/> or <see cref="Letter"/>.</summary>
    public int ModelType { get; }

    /// <summary>Whether unknown letters are spelt in the pieces of their bytes.</summary>
    public bool HasByteFallback { get; }

    /// <summary>Whether a text is read as if a space stood before it.</summary>
    public bool AddsDummyPrefix { get; }

    /// <summary>Whether spaces at the ends and doubled ones are dropped.</summary>
    public bool RemovesExtraSpaces { get; }

    /// <summary>Whether spaces become the letter "▁".</summary>
    public bool EscapesSpaces { get; }

    /// <summary>Whether a word ends with the space after it instead of beginning with the one before.</summary>
    public bool HasSpaceAfterWord { get; }

    /// <summary>Replacements of characters; see <see cref="PrecompiledCharsmap"/>.</summary>
    public byte[] Charsmap { get; }

    /// <summary>Reads a file's bytes.</summary>
    /// <exception cref="InvalidProtocolBufferException">They are no such message.</exception>
    public static SentencePieceProto Read(byte[] bytes) => new(ModelFile.Parser.ParseFrom(bytes));
}
