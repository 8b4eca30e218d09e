using System.Collections.Concurrent;
using Bittensor.Tokenization.Tests.TokenizerFiles;

namespace Bittensor.Tokenization.Tests.Translation;

/// <summary>The vocabularies under TokenizerFiles/Data, each loaded once.</summary>
internal static class FolderServers
{
    private static readonly ConcurrentDictionary<string, Lazy<ITextTokenizer>> Loaded = new();

    public static ITextTokenizer Get(string folder) => Loaded.GetOrAdd(folder, key => new(() => FolderData.Load(key))).Value;
}
