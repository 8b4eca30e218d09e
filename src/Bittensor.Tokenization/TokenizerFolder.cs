using Bittensor.Tokenization.TokenizerFiles;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization;

/// <summary>Loads the tokenizer of a model folder in the layout of Hugging Face.</summary>
public static class TokenizerFolder
{
    private const string Expected = "tokenizer.json, vocab.json with merges.txt, tokenizer.model or vocab.txt";

    /// <summary>Loads a tokenizer from the first of these that is there: tokenizer.json, vocab.json with merges.txt,
    /// tokenizer.model (SentencePiece or Tiktoken), vocab.txt (WordPiece). Roles of special tokens come from
    /// tokenizer_config.json, special_tokens_map.json, added_tokens.json and config.json, as far as they are there.</summary>
    /// <param name="modelFolder">Path of the folder.</param>
    /// <exception cref="ModelFolderException">There is none, or it cannot be read or is of an unsupported kind.</exception>
    public static ITextTokenizer Load(string modelFolder)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelFolder);
        if (!Directory.Exists(modelFolder))
        {
            throw new ModelFolderException(modelFolder, "no such folder", "a model folder");
        }

        var roles = SpecialTokenFiles.Read(modelFolder);
        var vocabulary = roles.Complete(LoadVocabulary(modelFolder, roles.Lowercases));
        var tokenizer = new VocabularyTokenizer(vocabulary, roles.Resolve(vocabulary));
        return tokenizer.IsStandard ? new VocabularyTokenizer(vocabulary, tokenizer.Special, "gpt2") : tokenizer;
    }

    private static Vocabulary LoadVocabulary(string folder, bool lowercases)
    {
        bool Has(string name) => File.Exists(Path.Combine(folder, name));
        return Has(TokenizerJson.File) ? TokenizerJson.Load(Path.Combine(folder, TokenizerJson.File))
            : Has(VocabularyAndMerges.VocabularyFile) && Has(VocabularyAndMerges.MergesFile) ? VocabularyAndMerges.Load(folder)
            : Has(SentencePieceFile.File) ? SentencePieceFile.Load(Path.Combine(folder, SentencePieceFile.File))
            : Has(WordPiece.File) ? WordPiece.Load(Path.Combine(folder, WordPiece.File), lowercases)
            : throw new ModelFolderException(folder, "no tokenizer", Expected);
    }
}
