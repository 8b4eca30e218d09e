using System.Collections.Concurrent;
using Bittensor.Tokenization;
using Bittensor.Tokenization.TokenizerFiles;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Testing.Vectors;

/// <summary>The tokenizers that the vectors name, and o200k, by name; built when first asked for. The calling project must reference
/// the packages of <see cref="LibraryRanks"/>.</summary>
public static class VectorTokenizers
{
    // The pattern that OpenAI's tiktoken gives for o200k_base.
    private const string O200kPattern =
        @"[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        + @"|[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?"
        + @"|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private static readonly ConcurrentDictionary<string, Lazy<ITextTokenizer>> Built = new();

    /// <summary>The folder they are described in.</summary>
    public static VectorFolder Folder => VectorFolder.Default;

    /// <summary>One tokenizer, always the same instance.</summary>
    /// <param name="name">"gpt2", "cl100k", "o200k", or a name from 01_tokenizers.</param>
    public static ITextTokenizer Get(string name) => Built.GetOrAdd(name, key => new(() => Build(key))).Value;

    private static ITextTokenizer Build(string name) => name switch
    {
        "gpt2" => StandardTokenizer.Instance,
        "cl100k" => Create(LibraryRanks.Read("Cl100kBase", "cl100k_base"), Pattern("cl100k"), Cl100kSpecials()),
        "o200k" => Create(LibraryRanks.Read("O200kBase", "o200k_base"), O200kPattern, [new("<|endoftext|>", 199999)]),
        _ => Small(name),
    };

    private static VocabularyTokenizer Small(string name)
    {
        var small = Folder.Read("01_tokenizers").GetProperty("small_tokenizers").GetProperty(name);
        var ranks = small.GetProperty("ranks_base64_by_id").EnumerateArray().Select(token => token.GetBytesFromBase64());
        var specials = small.GetProperty("specials").EnumerateObject().Select(entry => new AddedToken(entry.Name, entry.Value.GetInt32()));
        return Create([.. ranks], small.GetProperty("pattern").GetString()!, [.. specials]);
    }

    private static string Pattern(string name) =>
        Folder.Read("01_tokenizers").GetProperty("patterns").GetProperty(name).GetString()!;

    private static AddedToken[] Cl100kSpecials() =>
    [
        new("<|endoftext|>", 100257), new("<|fim_prefix|>", 100258), new("<|fim_middle|>", 100259),
        new("<|fim_suffix|>", 100260), new("<|endofprompt|>", 100276),
    ];

    private static VocabularyTokenizer Create(byte[][] ranks, string pattern, AddedToken[] specials)
    {
        var eos = specials[0].Id;
        var all = specials.ToDictionary(token => token.Content, token => token.Id);
        return new(TiktokenFile.Build(ranks, pattern, specials), new(eos, eos, eos, eos, all));
    }
}
