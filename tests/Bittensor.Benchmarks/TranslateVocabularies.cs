using BenchmarkDotNet.Attributes;
using Bittensor.Testing.Vectors;
using Bittensor.Tokenization;
using Bittensor.Tokenization.Folders;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Translation;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Benchmarks;

/// <summary>cl100k_base to GPT-2 on one thread: a text of 64 tokens with maps ready, the maps themselves, three split
/// maps.</summary>
[MemoryDiagnoser]
public class TranslateVocabularies
{
    private const int Tokens = 64;
    private const string Text = "In the valley below the old observatory, the engineers had spent three winters repairing channels "
        + "1234567 times; they'd noticed 98765 faults in the drainage. Überraschenderweise hörte niemand das Geräusch: 東京は今日も雨です。";

    private readonly ITextTokenizer _standard = StandardTokenizer.Instance;
    private ITextTokenizer _server = StandardTokenizer.Instance;
    private LogitTranslator? _translator;
    private TokenAlignment? _alignment;
    private float[] _probabilities = [];
    private float[] _result = [];

    [GlobalSetup]
    public void Setup()
    {
        _server = RandomAnswers.Cl100k();
        _translator = LogitTranslator.For(_server, _standard);
        _translator.WarmUp();
        var ids = _standard.Encode(string.Concat(Enumerable.Repeat(Text, 3))).Take(Tokens).ToArray();
        _alignment = _translator.Remap(ids);
        _probabilities = new float[_alignment.ServerIds.Length * _server.VocabularySize];
        Array.Fill(_probabilities, 1f / _server.VocabularySize);
        _result = new float[ids.Length * _standard.VocabularySize];
        _translator.Translate(_alignment, _probabilities, _result);
    }

    [Benchmark(Baseline = true)]
    public float[] Translate()
    {
        _translator!.Translate(_alignment!, _probabilities, _result);
        return _result;
    }

    [Benchmark]
    public TokenAlignment Remap() => _translator!.Remap(_alignment!.StandardIds);

    [Benchmark]
    public (object, object) BothMaps() => (
        new OneToManyMap(PhraseTable.FromTexts(_server, _standard)),
        new ManyToOneMap(PhraseTable.FromTexts(_standard, _server), _server.VocabularySize));

    [Benchmark]
    public int ThreeSplitMaps()
    {
        var cache = new SplitMapCache(_server);
        return cache.Get([1]).Parts + cache.Get([2]).Parts + cache.Get([1, 3]).Parts;
    }

    private static VocabularyTokenizer Cl100k()
    {
        var vocabulary = TiktokenFile.Build(
            LibraryRanks.Read("Cl100kBase", "cl100k_base"), KnownPatterns.Cl100k(), [new("<|endoftext|>", 100257), new("<|endofprompt|>", 100276)]);
        return new(vocabulary, SpecialTokens.None with { Eos = 100257 });
    }
}
