using Bittensor.Tokenization.Vocabularies;
using Microsoft.ML.Tokenizers;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Builds SentencePiece's Unigram vocabularies over the library's tokenizer.</summary>
internal static class UnigramModel
{
    /// <summary>Builds a vocabulary.</summary>
    /// <param name="model">The pieces and their log-probabilities.</param>
    public static Vocabulary Build(SentencePieceProto model)
    {
        // The library looks up the pieces that begin and end a text even when it shall add none.
        model.BosId = Math.Max(model.BosId, model.UnknownId);
        model.EosId = Math.Max(model.EosId, model.UnknownId);
        using var stream = new MemoryStream(model.Write());
        var tokenizer = SentencePieceTokenizer.Create(stream, addBeginningOfSentence: false, addEndOfSentence: false);
        var idOfName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var id = 0; id < model.Pieces.Count; id++)
        {
            idOfName.TryAdd(model.Pieces[id].Text, id);
        }

        return new("unigram", new FusedUnknownModel(new LibraryModel(tokenizer), model.UnknownId))
        {
            Tokens = [.. model.Pieces.Select((piece, id) => KeyValuePair.Create(id, piece.ToBytes()))],
            IdOfName = idOfName,
            Unknown = model.UnknownId,
        };
    }
}
