using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Bittensor.Testing.Vectors;
using Bittensor.Tokenization.Folders;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.Tests.Vectors;

/// <summary>The tokenizers that the vectors name, by name; built when first asked for.</summary>
internal static class VectorTokenizers
{
    private static readonly ConcurrentDictionary<string, Lazy<ITextTokenizer>> Built = new();

    public static VectorFolder Folder => VectorFolder.Default;

    public static ITextTokenizer Get(string name) => Built.GetOrAdd(name, key => new(() => Build(key))).Value;

    private static ITextTokenizer Build(string name) => name switch
    {
        "gpt2" => StandardTokenizer.Instance,
        "cl100k" => Create(LibraryRanks.Read("Cl100kBase", "cl100k_base"), Pattern("cl100k"), Cl100kSpecials()),
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

    internal static VocabularyTokenizer Create(byte[][] ranks, string pattern, AddedToken[] specials)
    {
        var eos = specials[0].Id;
        var all = specials.ToDictionary(token => token.Content, token => token.Id);
        return new(TiktokenFile.Build(ranks, new Regex(pattern), specials), new(eos, eos, eos, eos, all));
    }
}
