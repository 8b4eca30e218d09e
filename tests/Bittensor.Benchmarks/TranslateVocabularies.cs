using BenchmarkDotNet.Attributes;
using Bittensor.Engine.TopK;
using Bittensor.Tokenization;
using Bittensor.Tokenization.Translation;

namespace Bittensor.Benchmarks;

/// <summary>cl100k_base to GPT-2 on one thread: a text with maps ready, from logits to standard distributions; the maps themselves;
/// three split maps.</summary>
[MemoryDiagnoser]
public class TranslateVocabularies
{
    private const string Text = "In the valley below the old observatory, the engineers had spent three winters repairing channels "
        + "1234567 times; they'd noticed 98765 faults in the drainage. Überraschenderweise hörte niemand das Geräusch: 東京は今日も雨です。";

    private readonly ITextTokenizer _standard = StandardTokenizer.Instance;
    private ITextTokenizer _server = StandardTokenizer.Instance;
    private LogitTranslator _translator = null!;
    private TokenAlignment _alignment = null!;
    private Receiver _rows = null!;

    /// <summary>Standard tokens of the text.</summary>
    [Params(16, 64, 256)]
    public int Sequence { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _server = RandomAnswers.Cl100k();
        _translator = LogitTranslator.For(_server, _standard);
        _translator.WarmUp();
        _alignment = _translator.Remap(_standard.Encode(string.Concat(Enumerable.Repeat(Text, 12))).Take(Sequence).ToArray());
        _rows = new Receiver(LogitRows.Random(_alignment.ServerIds.Length, _server.VocabularySize));
        Translate(); // builds the split maps that the text needs
    }

    [Benchmark(Baseline = true)]
    public float Translate()
    {
        for (var segment = 0; segment < _alignment.Segments.Count; segment++)
        {
            _translator.Translate(_alignment, segment, _rows);
        }

        return _rows.Last;
    }

    [Benchmark]
    public TokenAlignment Remap() => _translator.Remap(_alignment.StandardIds);

    [Benchmark]
    public (object, object) BothMaps() => (
        new OneToManyMap(PhraseTable.FromTexts(_server, _standard), _standard.VocabularySize),
        new ManyToOneMap(PhraseTable.FromTexts(_standard, _server), _server.VocabularySize));

    [Benchmark]
    public int ThreeSplitMaps()
    {
        var cache = new SplitMapCache(_server);
        return cache.Get([1]).Parts + cache.Get([2]).Parts + cache.Get([1, 3]).Parts;
    }

    /// <summary>Where translated rows end.</summary>
    private sealed class Receiver(LogitRows logits) : ITranslationRows
    {
        public float Last { get; private set; }

        public bool TryRead(int serverToken, Span<float> probabilities)
        {
            Softmax.Compute(logits[serverToken], probabilities);
            return true;
        }

        public void Write(int standardToken, ReadOnlySpan<float> probabilities) => Last = probabilities[^1];
    }
}
