using System.Diagnostics;
using Bittensor.Tokenization;
using Bittensor.Tokenization.Translation;

namespace Bittensor.Benchmarks.Translation;

/// <summary>Builds the maps between cl100k_base and GPT-2 once, as the first thing that a process does with them: compiling included,
/// which no benchmark of many runs shows.</summary>
internal static class FirstMaps
{
    /// <summary>Prints the times.</summary>
    public static void Print()
    {
        var (server, standard) = (RandomAnswers.Cl100k(), StandardTokenizer.Instance);
        var start = Stopwatch.GetTimestamp();
        _ = new OneToManyMap(PhraseTable.FromTexts(server, standard), standard.VocabularySize);
        _ = new ManyToOneMap(PhraseTable.FromTexts(standard, server), server.VocabularySize);
        Console.WriteLine($"both maps         {Stopwatch.GetElapsedTime(start).TotalMilliseconds,6:0} ms");

        start = Stopwatch.GetTimestamp();
        var cache = new SplitMapCache(server);
        _ = cache.Get([1]).Parts + cache.Get([2]).Parts + cache.Get([1, 3]).Parts;
        Console.WriteLine($"three split maps  {Stopwatch.GetElapsedTime(start).TotalMilliseconds,6:0} ms");
    }
}
