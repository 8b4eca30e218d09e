using BenchmarkDotNet.Attributes;
using Bittensor.Axon.Handlers.Text;
using Bittensor.Protocol;
using Bittensor.Tokenization;
using Samples = Bittensor.SampleModels.SampleModels;

namespace Bittensor.Benchmarks;

/// <summary>Answers to TextCausalLMNext from logits: softmax, top-k, and every token spelt in standard ones. Items run in parallel: set
/// DOTNET_PROCESSOR_COUNT=1 for the time of one thread.</summary>
[MemoryDiagnoser]
public class EncodePhrases
{
    private LogitRows _logits = null!;
    private PhraseTable _table = null!;

    /// <summary>Whose logits: random ones of cl100k_base or the standard vocabulary, or a sample model's.</summary>
    [Params("cl100k", "gpt2", "nano", "small")]
    public string Source { get; set; } = "";

    /// <summary>Items.</summary>
    [Params(1, 8, 64)]
    public int Batch { get; set; }

    /// <summary>Phrases an item.</summary>
    [Params(512, 4096)]
    public int TopK { get; set; }

    [GlobalSetup]
    public async Task Setup()
    {
        var tokenizer = Source switch
        {
            "cl100k" => RandomAnswers.Cl100k(),
            "gpt2" => StandardTokenizer.Instance,
            _ => TokenizerFolder.Load(Samples.Folder(Source)),
        };
        _logits = Source is "cl100k" or "gpt2" ? LogitRows.Random(Batch, tokenizer.VocabularySize) : await LogitRows.OfAsync(Source, Batch);
        _table = PhraseTable.Build(tokenizer, StandardTokenizer.Instance);
    }

    [Benchmark]
    public PhraseDistributions Encode()
    {
        var answer = new PhraseAnswer(Batch, TopK, _table);
        answer.Read(_logits);
        return answer.ToDistributions();
    }
}
