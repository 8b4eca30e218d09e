using System.Text;
using System.Text.Json;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads GPT-2's own format: vocab.json and merges.txt.</summary>
internal static class VocabularyAndMerges
{
    public const string VocabularyFile = "vocab.json", MergesFile = "merges.txt";

    /// <summary>Reads both files of a folder.</summary>
    public static Vocabulary Load(string folder)
    {
        var path = Path.Combine(folder, VocabularyFile);
        try
        {
            return Read(File.ReadAllBytes(path), File.ReadAllBytes(Path.Combine(folder, MergesFile)));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            throw new ModelFolderException(path, exception.Message, "ids by token, as GPT-2's files hold them", exception);
        }
    }

    /// <summary>Reads the contents of both files.</summary>
    public static Vocabulary Read(byte[] vocabularyJson, byte[] mergesText)
    {
        var idOfToken = JsonSerializer.Deserialize(vocabularyJson, VocabularyJson.Default.DictionaryStringInt32)
            ?? throw new FormatException("the vocabulary is null");
        return ByteLevelBpe.Build(idOfToken, ReadMerges(Encoding.UTF8.GetString(mergesText)), new([new(KnownPatterns.Gpt2())]));
    }

    private static List<(string Left, string Right)> ReadMerges(string text)
    {
        var merges = new List<(string Left, string Right)>();
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!line.IsEmpty && !line.StartsWith("#version", StringComparison.Ordinal))
            {
                merges.Add(BpeJson.Pair(line.ToString()));
            }
        }

        return merges;
    }
}
