using Bittensor.Tokenization.SentencePieces;
using Bittensor.Tokenization.Vocabularies;
using Google.Protobuf;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads tokenizer.model: SentencePiece's binary format, or Tiktoken's text format under the same name.</summary>
internal static class SentencePieceFile
{
    public const string File = "tokenizer.model";

    /// <summary>Its name in folders of T5, ALBERT and XLNet.</summary>
    public const string OtherFile = "spiece.model";

    /// <summary>Classes of Hugging Face's library, and kinds of models, that move the ids of SentencePiece's pieces.</summary>
    private static readonly string[] WithMovedIds =
    [
        "Pegasus", "BigBirdPegasus", "bigbird_pegasus", "XLMRoberta", "xlm-roberta", "Camembert", "MBart", "Nllb", "M2M", "Barthez",
        "XGLM", "XLMProphetNet",
    ];

    /// <summary>Loads a file.</summary>
    /// <exception cref="ModelFolderException">It is of neither format, or of an unsupported kind.</exception>
    public static Vocabulary Load(string path, FolderSettings settings)
    {
        if (settings.IsOneOf(WithMovedIds))
        {
            throw new ModelFolderException(
                path, "a model of a kind whose ids are not those of its pieces", "tokenizer.json beside it, which has the ids");
        }

        var content = System.IO.File.ReadAllBytes(path);
        if (TiktokenFile.Fits(content))
        {
            return TiktokenFile.Load(path, content);
        }

        try
        {
            return Build(SentencePieceProto.Read(content), settings);
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

    private static Vocabulary Build(SentencePieceProto model, FolderSettings settings)
    {
        if (model.Pieces.Count == 0)
        {
            throw new FormatException("there are no pieces");
        }

        var vocabulary = new PieceVocabulary(model);
        IPieceSegmenter segmenter = model.ModelType switch
        {
            SentencePieceProto.Unigram => new UnigramSegmenter(vocabulary),
            SentencePieceProto.Bpe => new BpeSegmenter(vocabulary),
            SentencePieceProto.Word => new WordSegmenter(vocabulary),
            SentencePieceProto.Letter => new LetterSegmenter(vocabulary),
            var other => throw new UnsupportedTokenizerException($"SentencePiece model type {other}", "1 to 4"),
        };
        var idOfName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var id = 0; id < model.Pieces.Count; id++)
        {
            idOfName.TryAdd(model.Pieces[id].Text, id);
        }

        // "legacy" is Hugging Face's name for the space before text that follows a special token.
        var kind = model.ModelType == SentencePieceProto.Unigram ? "unigram" : "sentencepiece";
        var preparation = new PieceNormalizer(model, vocabulary);
        return new(kind, new SentencePieceModel(vocabulary, preparation, segmenter, settings.Flag("legacy") ?? true))
        {
            AddedTokens = AddedTokens(model),
            IdOfName = idOfName,
            Tokens = [.. model.Pieces.Select((piece, id) => KeyValuePair.Create(id, piece.ToBytes()))],
            TrimsFirstSpace = model.AddsDummyPrefix || model.RemovesExtraSpaces,
            TrimsSpaceTokens = model.RemovesExtraSpaces,
            Unknown = vocabulary.Unknown,
        };
    }

    /// <summary>The pieces that have a role instead of letters.</summary>
    private static List<AddedToken> AddedTokens(SentencePieceProto model) =>
    [
        .. model.Pieces.Select((piece, id) => (piece, id))
            .Where(entry => entry.piece.Kind is PieceKind.Control or PieceKind.Unknown)
            .Select(entry => new AddedToken(entry.piece.Text, entry.id)),
    ];
}
