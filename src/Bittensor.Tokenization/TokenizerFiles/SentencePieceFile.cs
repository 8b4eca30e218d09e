using Bittensor.Tokenization.Vocabularies;
using Google.Protobuf;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads tokenizer.model: SentencePiece's binary format, or Tiktoken's text format under the same name.</summary>
internal static class SentencePieceFile
{
    public const string File = "tokenizer.model";

    /// <summary>Loads a file.</summary>
    /// <exception cref="ModelFolderException">It is of neither format, or of an unsupported kind.</exception>
    public static Vocabulary Load(string path)
    {
        var content = System.IO.File.ReadAllBytes(path);
        if (TiktokenFile.Fits(content))
        {
            return TiktokenFile.Load(path, content);
        }

        try
        {
            return Build(SentencePieceProto.Read(content));
        }
        catch (UnsupportedTokenizerException exception)
        {
            throw new ModelFolderException(path, exception.Message, exception.Expected, exception);
        }
        catch (Exception exception) when (exception is InvalidProtocolBufferException or ArgumentException or FormatException)
        {
            throw new ModelFolderException(path, exception.Message, "a SentencePiece or Tiktoken model", exception);
        }
    }

    private static Vocabulary Build(SentencePieceProto model)
    {
        if (model.Pieces.Count == 0)
        {
            throw new FormatException("there are no pieces");
        }

        var vocabulary = model.ModelType switch
        {
            SentencePieceProto.Unigram => UnigramModel.Build(WithoutPreparation(model)),
            SentencePieceProto.Bpe => LetterBpe.FromScores(model.Pieces, model.UnknownId),
            var other => throw new UnsupportedTokenizerException($"SentencePiece model type {other}", "1 (Unigram) or 2 (BPE)"),
        };
        return vocabulary with
        {
            AddedTokens = AddedTokens(model), Normalization = Preparation(model), TrimsFirstSpace = model.AddsDummyPrefix,
        };
    }

    /// <summary>The same model for text that <see cref="Preparation"/> has been through.</summary>
    private static SentencePieceProto WithoutPreparation(SentencePieceProto model) => new()
    {
        Pieces = model.Pieces, HasByteFallback = model.HasByteFallback, UnknownId = model.UnknownId,
        BosId = model.BosId, EosId = model.EosId, PadId = model.PadId,
    };

    private static List<NormalizationStep> Preparation(SentencePieceProto model)
    {
        var steps = new List<NormalizationStep>();
        if (model.Charsmap.Length > 0)
        {
            steps.Add(new PrecompiledCharsmap(model.Charsmap).Apply);
        }

        if (model.RemovesExtraSpaces)
        {
            steps.Add(static (text, _) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)));
        }

        var prefix = model.AddsDummyPrefix ? " " : "";
        steps.Add((text, _) => text.Length == 0 ? text : (prefix + text).Replace(' ', Piece.Space));
        return steps;
    }

    private static List<AddedToken> AddedTokens(SentencePieceProto model) =>
    [
        .. model.Pieces.Select((piece, id) => (piece, id))
            .Where(entry => entry.piece.Kind is PieceKind.Control or PieceKind.Unknown or PieceKind.UserDefined)
            .Select(entry => new AddedToken(entry.piece.Text, entry.id, entry.piece.Kind != PieceKind.UserDefined)),
    ];
}
