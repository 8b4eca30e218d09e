using Bittensor.Tokenization.TokenizerFiles;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization;

/// <summary>Loads the tokenizer of a model folder in the layout of Hugging Face.</summary>
public static class TokenizerFolder
{
    private const int LargestId = (1 << 24) - 1;
    private const string Expected = "tokenizer.json, vocab.json with merges.txt, tokenizer.model, spiece.model or vocab.txt";

    /// <summary>The files of each format, the first to name it, in the order in which they are looked for.</summary>
    private static readonly string[][] Formats =
    [
        [TokenizerJson.File], [VocabularyAndMerges.VocabularyFile, VocabularyAndMerges.MergesFile], [SentencePieceFile.File],
        [SentencePieceFile.OtherFile], [WordPiece.File],
    ];

    /// <summary>Loads a tokenizer from the first of these that is there: tokenizer.json, vocab.json with merges.txt,
    /// tokenizer.model or spiece.model (SentencePiece, the former Tiktoken too), vocab.txt (WordPiece). Roles of special tokens come from
    /// tokenizer_config.json, special_tokens_map.json, added_tokens.json and config.json, as far as they are there.</summary>
    /// <param name="modelFolder">Path of the folder.</param>
    /// <param name="frameRule">Whether tokens are put around a row; see <see cref="ITextTokenizer.Frame"/>.</param>
    /// <exception cref="ModelFolderException">There is none, or it cannot be read or is of an unsupported kind.</exception>
    public static ITextTokenizer Load(string modelFolder, SpecialTokenRule frameRule = SpecialTokenRule.Auto)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelFolder);
        if (!Directory.Exists(modelFolder))
        {
            throw new ModelFolderException(modelFolder, "no such folder", "a model folder");
        }

        var settings = FolderSettings.Read(modelFolder);
        var roles = SpecialTokenFiles.Read(modelFolder);
        var vocabulary = LoadVocabulary(modelFolder, settings, out var format);

        // Of the formats, GPT-2's alone takes the end of text for special without being told.
        vocabulary = roles.Complete(vocabulary, format == VocabularyAndMerges.VocabularyFile ? [SpecialTokenGuess.EndOfText] : []);
        CheckIds(vocabulary, Path.Combine(modelFolder, format));
        var special = roles.Resolve(vocabulary);
        vocabulary = vocabulary with
        {
            Frame = FrameRules.Find(
                vocabulary.Frame, format == TokenizerJson.File, settings, roles.Roles(vocabulary, special), frameRule),
        };
        var tokenizer = new VocabularyTokenizer(vocabulary, special);
        return tokenizer.IsStandard ? new VocabularyTokenizer(vocabulary, tokenizer.Special, "gpt2") : tokenizer;
    }

    /// <summary>Refuses ids that no model has, for which a table would outgrow the memory.</summary>
    private static void CheckIds(Vocabulary vocabulary, string path)
    {
        foreach (var id in vocabulary.Tokens.Select(token => token.Key).Concat(vocabulary.AddedTokens.Select(token => token.Id)))
        {
            if (id is < 0 or > LargestId)
            {
                throw new ModelFolderException(path, $"a token has the id {id}", $"0 to {LargestId}");
            }
        }
    }

    /// <summary>Loads the first format that is there.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="format">The file that names the format.</param>
    private static Vocabulary LoadVocabulary(string folder, FolderSettings settings, out string format)
    {
        format = Formats.FirstOrDefault(files => files.All(file => File.Exists(Path.Combine(folder, file))))?[0]
            ?? throw new ModelFolderException(folder, "no tokenizer", Expected);
        var path = Path.Combine(folder, format);
        return format switch
        {
            TokenizerJson.File => TokenizerJson.Load(path),
            VocabularyAndMerges.VocabularyFile => VocabularyAndMerges.Load(folder, settings),
            SentencePieceFile.File or SentencePieceFile.OtherFile => SentencePieceFile.Load(path, settings),
            _ => WordPiece.Load(path, settings),
        };
    }
}
