using System.Text;
using System.Text.Json;
using Bittensor.Tokenization.Merging;
using Bittensor.Tokenization.Models;
using Bittensor.Tokenization.Parts;
using Bittensor.Tokenization.Patterns;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Reads vocab.json and merges.txt: GPT-2's own format, which others use with other rules.</summary>
internal static class VocabularyAndMerges
{
    public const string VocabularyFile = "vocab.json", MergesFile = "merges.txt";

    private const string ClipPattern = @"'s|'t|'re|'ve|'m|'ll|'d|[\p{L}]+|[\p{N}]|[^\s\p{L}\p{N}]+";

    private const string Qwen2Pattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>Classes of Hugging Face's library that use the files as GPT-2 does.</summary>
    private static readonly string[] LikeGpt2 =
    [
        "GPT2", "Roberta", "Bart", "Longformer", "LED", "Mvp", "Blenderbot", "CodeGen", "Whisper", "Deberta", "GPTNeo", "PreTrained",
        "LayoutLMv3", "Luke", "Tapex",
    ];

    /// <summary>Reads both files of a folder.</summary>
    public static Vocabulary Load(string folder, FolderSettings settings)
    {
        var idOfToken = Reading(Path.Combine(folder, VocabularyFile), "ids by token, as GPT-2's files hold them", ReadVocabulary);
        return Reading(Path.Combine(folder, MergesFile), "merge rules of tokens in vocab.json, one a line",
            content => Build(idOfToken, ReadMerges(content), settings, folder));
    }

    /// <summary>Reads the contents of both files as GPT-2 does.</summary>
    public static Vocabulary Read(byte[] vocabularyJson, byte[] mergesText) =>
        LikeGpt2Builds(ReadVocabulary(vocabularyJson), ReadMerges(mergesText));

    private static T Reading<T>(string path, string expected, Func<byte[], T> read)
    {
        try
        {
            return read(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            throw new ModelFolderException(path, exception.Message, expected, exception);
        }
    }

    private static Vocabulary Build(
        Dictionary<string, int> idOfToken, List<(string Left, string Right)> merges, FolderSettings settings, string folder)
    {
        if (settings.IsOneOf("Qwen2", "Qwen3"))
        {
            return BytesVocabulary(idOfToken, merges, new(), PlainNormalizers.Form(NormalizationForm.FormC), new PreTokenizerSequence(
            [
                new PatternSplit(Oniguruma(Qwen2Pattern), SplitBehavior.Isolated), new ByteLevelSplit(addsSpace: false, splits: false),
            ]));
        }

        if (settings.IsOneOf("CLIP"))
        {
            var normalizer = new NormalizerSequence(
            [
                PlainNormalizers.Form(NormalizationForm.FormC), new ReplaceNormalizer(Oniguruma(@"\s+"), " "), PlainNormalizers.Lowercase(),
            ]);
            return BytesVocabulary(idOfToken, merges, WithWordEnds(idOfToken, "<|endoftext|>"), normalizer, new PreTokenizerSequence(
            [
                new PatternSplit(Oniguruma(ClipPattern), SplitBehavior.Removed, isInverted: true),
                new ByteLevelSplit(addsSpace: false, splits: true),
            ]));
        }

        if (settings.IsOneOf("OpenAIGPT", "openai-gpt", "Herbert"))
        {
            var isHerbert = settings.IsOneOf("Herbert");
            var normalizer = PlainNormalizers.Bert(true, true, stripsAccents: !isHerbert, lowercases: !isHerbert);
            return WordEndVocabulary(idOfToken, merges, normalizer);
        }

        if (settings.TokenizerClass.Length > 0 && !settings.IsOneOf(LikeGpt2))
        {
            throw new ModelFolderException(Path.Combine(folder, "tokenizer_config.json"),
                $"tokenizer_class {settings.TokenizerClass} with vocab.json and merges.txt", "tokenizer.json beside it");
        }

        var addsSpace = settings.Flag("add_prefix_space") ?? settings.IsOneOf("Blenderbot");
        return addsSpace
            ? BytesVocabulary(idOfToken, merges, new(), null, new ByteLevelSplit(addsSpace: true, splits: true))
            : LikeGpt2Builds(idOfToken, merges);
    }

    /// <summary>GPT-2's own way, over the model that is fastest for it.</summary>
    private static Vocabulary LikeGpt2Builds(Dictionary<string, int> idOfToken, List<(string Left, string Right)> merges)
    {
        KeyValuePair<int, byte[]>[] tokens = [.. idOfToken.Select(pair => KeyValuePair.Create(pair.Value, ByteLetters.ToBytes(pair.Key)))];
        if (!ByteMergeModels.HasAllBytes(tokens))
        {
            return BytesVocabulary(idOfToken, merges, new(), null, new ByteLevelSplit(addsSpace: false, splits: true));
        }

        var rules = merges.Select(merge => (Id(merge.Left), Id(merge.Right), Id(merge.Left + merge.Right)));
        var model = ByteMergeModels.FromRules(tokens, [.. rules], new([new(KnownPatterns.Gpt2())]), keepsWholeWords: false);
        return new("bpe", model) { Tokens = tokens, IdOfName = idOfToken };

        int Id(string name)
        {
            if (!idOfToken.TryGetValue(name, out var id))
            {
                throw new FormatException($"a merge rule needs '{name}', which is no token");
            }

            return id;
        }
    }

    private static Vocabulary BytesVocabulary(
        Dictionary<string, int> idOfToken, List<(string Left, string Right)> merges, BpeSettings settings, INormalizer? normalizer,
        IPreTokenizer preTokenizer) => new("bpe", new WordsModel(preTokenizer, new BpeModel(idOfToken, merges, settings)))
    {
        Tokens = [.. idOfToken.Select(pair => KeyValuePair.Create(pair.Value, ToBytes(pair.Key, settings.Suffix)))],
        IdOfName = idOfToken,
        Normalizer = normalizer,
        Unknown = settings.Unknown,
        TrimsLastSpace = settings.Suffix.Length > 0,
    };

    /// <summary>A token that ends a word brings the space after it.</summary>
    private static byte[] ToBytes(string name, string suffix) =>
        suffix.Length > 0 && name.EndsWith(suffix, StringComparison.Ordinal)
            ? [.. ByteLetters.ToBytes(name[..^suffix.Length]), (byte)' ']
            : ByteLetters.ToBytes(name);

    private static Vocabulary WordEndVocabulary(
        Dictionary<string, int> idOfToken, List<(string Left, string Right)> merges, INormalizer normalizer)
    {
        var settings = WithWordEnds(idOfToken, "<unk>");
        var chain = new DecoderChain([new SuffixDecoder(settings.Suffix)]);
        return new("bpe", new WordsModel(PreTokenizerJson.Bert(), new BpeModel(idOfToken, merges, settings)))
        {
            Tokens = [.. idOfToken.Select(pair => KeyValuePair.Create(pair.Value, chain.BytesInside(pair.Key)))],
            IdOfName = idOfToken,
            Normalizer = normalizer,
            Decoder = new(idOfToken.ToDictionary(pair => pair.Value, pair => pair.Key), chain),
            Unknown = settings.Unknown,
        };
    }

    private static BpeSettings WithWordEnds(Dictionary<string, int> idOfToken, string unknown) =>
        new(idOfToken.TryGetValue(unknown, out var id) ? id : null, Suffix: "</w>");

    private static TextPattern Oniguruma(string pattern) => TextPattern.Parse(pattern, PatternSyntax.Oniguruma);

    private static Dictionary<string, int> ReadVocabulary(byte[] json) =>
        JsonSerializer.Deserialize(json, VocabularyJson.Default.DictionaryStringInt32)
        ?? throw new FormatException("the vocabulary is null");

    private static List<(string Left, string Right)> ReadMerges(byte[] content)
    {
        var merges = new List<(string Left, string Right)>();
        foreach (var line in Encoding.UTF8.GetString(content).Split('\n'))
        {
            var rule = line.TrimEnd('\r');
            if (rule.Length > 0 && !rule.StartsWith("#version", StringComparison.Ordinal))
            {
                merges.Add(BpeJson.Pair(rule));
            }
        }

        return merges;
    }
}
