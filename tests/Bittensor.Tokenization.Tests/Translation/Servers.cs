using System.Collections.Concurrent;
using Bittensor.Testing.Vectors;

namespace Bittensor.Tokenization.Tests.Translation;

/// <summary>Vocabularies of every kind, by name; each built once.</summary>
internal static class Servers
{
    private static readonly ConcurrentDictionary<string, Lazy<ITextTokenizer>> Loaded = new();

    /// <summary>Large byte-level ones, the sample model's own, and the small ones under TokenizerFiles/Data: byte-level BPE, SentencePiece,
    /// Unigram, WordPiece.</summary>
    public static string[] Names { get; } =
    [
        "cl100k", "o200k", "nano", "qwen-like", "llama3-like", "prefix-space", "gpt2-like", "sentencepiece-bpe", "sentencepiece-unigram",
        "llama2-like", "metaspace-first", "unigram", "wordpiece", "wordpiece-lines",
    ];

    public static ITextTokenizer Get(string name) => name switch
    {
        "cl100k" or "o200k" => VectorTokenizers.Get(name),
        "nano" => Loaded.GetOrAdd(name, key => new(() => TokenizerFolder.Load(SampleModels.SampleModels.Folder(key)))).Value,
        _ => FolderServers.Get(name),
    };
}
