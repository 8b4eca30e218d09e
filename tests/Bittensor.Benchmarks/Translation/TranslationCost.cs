using Bittensor.Axon.Handlers.Text;
using Bittensor.Engine.Models;
using Bittensor.Engine.TopK;
using Bittensor.Protocol;
using Bittensor.Tokenization;
using Bittensor.Validation.Scoring.Losses;
using Samples = Bittensor.SampleModels.SampleModels;

namespace Bittensor.Benchmarks.Translation;

/// <summary>What it costs a model with a vocabulary of its own to be read in standard tokens, on the held-out text.</summary>
internal sealed class TranslationCost
{
    /// <summary>Characters of a piece of the text: whole pieces fit into the sample models' context.</summary>
    private const int Piece = 1200;

    /// <summary>Standard tokens that a phrase is compared with, as in a round.</summary>
    private const int Continuation = 8;

    private readonly int[] _topK = [4096, 2048];
    private readonly CostMeasure _native = new(), _translated = new(), _sent = new(), _nativeNext = new();
    private readonly CostMeasure[] _phrases;
    private readonly PhraseTable _table;
    private readonly LanguageModel _model;
    private int _positions, _unspelt;

    private TranslationCost(LanguageModel model)
    {
        _model = model;
        _table = PhraseTable.Build(model.Tokenizer, StandardTokenizer.Instance);
        _phrases = [.. _topK.Select(_ => new CostMeasure())];
    }

    /// <summary>Measures a sample model and prints a table.</summary>
    /// <param name="name">Its name.</param>
    public static async Task PrintAsync(string name)
    {
        await using var model = await LanguageModel.LoadAsync(
            new ModelOptions { Folder = Samples.Folder(name) }, TimeProvider.System, null, default);
        var cost = new TranslationCost(model);
        foreach (var piece in Directory.GetFiles(Samples.HeldOutTextFolder).Order(StringComparer.Ordinal).SelectMany(file => File.ReadAllText(file).Chunk(Piece)))
        {
            await cost.MeasureAsync(new string(piece));
        }

        cost.Print(name);
    }

    private async Task MeasureAsync(string piece)
    {
        var translator = OutputReaders.TranslatorOf(_model.Tokenizer);
        var inputs = TextInputs.Of(new TextCausalLM { Text = [piece] });
        var alignment = translator.Remap(inputs.StandardRows[0]);
        await _model.ForwardAsync(
            [alignment.ServerIds],
            output =>
            {
                MeasureNative(output, alignment);
                MeasureTranslated(output, alignment, translator, OutputReaders.For(inputs, _model.Tokenizer));
                MeasurePhrases(output, alignment);
            },
            default);
    }

    private void MeasureNative(ForwardOutput output, TokenAlignment alignment)
    {
        for (var at = 0; at + 1 < alignment.ServerIds.Length; at++)
        {
            var next = alignment.ServerIds[at + 1];
            _native.Add(NextLoss(output, alignment, at), _model.Tokenizer.TokenBytes(next).Length);
        }
    }

    private void MeasureTranslated(ForwardOutput output, TokenAlignment alignment, LogitTranslator translator, IOutputReader view)
    {
        var rows = new TargetRows(output, alignment.StandardIds, _translated);
        for (var segment = 0; segment < alignment.Segments.Count; segment++)
        {
            translator.Translate(alignment, segment, rows);
        }

        var read = new TopKAnswer(alignment.StandardIds.Length, 512, view.VocabularySize);
        view.ReadDistributions(output, read);
        var answer = read.ToDistributions();
        for (var row = translator.IsIdentity ? 0 : alignment.Segments[0].Standard; row + 1 < answer.Rows; row++)
        {
            var target = alignment.StandardIds[row + 1];
            _sent.Add(CausalLMLoss.TokenLoss(answer, row, target), StandardTokenizer.Instance.TokenBytes(target).Length);
        }
    }

    /// <summary>Phrases that follow the places where tokens of both sides end: there a round may cut its text.</summary>
    private void MeasurePhrases(ForwardOutput output, TokenAlignment alignment)
    {
        foreach (var (server, standard) in Boundaries(alignment))
        {
            var rest = alignment.StandardIds.AsSpan(standard + 1);
            var target = rest[..Math.Min(Continuation, rest.Length)].ToArray();
            var bytes = _model.Tokenizer.TokenBytes(alignment.ServerIds[server + 1]).Length;
            _nativeNext.Add(NextLoss(output, alignment, server), bytes);
            for (var i = 0; i < _topK.Length; i++)
            {
                var read = new PhraseAnswer(1, Math.Min(_topK[i], _table.Count), _table);
                read.Read(new PrefixOutput(output, server + 1));
                var answer = read.ToDistributions();
                _phrases[i].Add(PhraseLoss.Measure(answer, 0, target, PhraseLoss.LongestPhrase(answer)).Loss, bytes);
            }

            _positions++;
            _unspelt += IsSpelt(target) ? 0 : 1;
        }
    }

    private bool IsSpelt(int[] target)
    {
        for (var token = 0; token < _table.Count; token++)
        {
            if (!_table[token].IsEmpty && target.AsSpan().StartsWith(_table[token]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Ends of segments, but not within a server token that is cut there, nor of the whole text.</summary>
    private static IEnumerable<(int Server, int Standard)> Boundaries(TokenAlignment alignment)
    {
        foreach (var segment in alignment.Segments.SkipLast(2))
        {
            var row = alignment.Rows[segment.Server];
            if (row.Depths is null || row.Part == row.Depths.Count)
            {
                yield return (row.ServerToken, segment.Standard);
            }
        }
    }

    private static double NextLoss(ForwardOutput output, TokenAlignment alignment, int at)
    {
        var logits = output.Logits(0, at);
        return LogSumExp.Of(logits).Value - logits[alignment.ServerIds[at + 1]];
    }

    private void Print(string name)
    {
        Console.WriteLine($"{name}, {_model.Tokenizer.Name}, held-out text, bits per byte:");
        Console.WriteLine($"  its own tokens                                 {_native.BitsPerByte,7:F3}");
        Console.WriteLine($"  standard tokens, whole distributions           {_translated.BitsPerByte,7:F3}");
        Console.WriteLine($"  standard tokens, as TextCausalLM sends the 512 {_sent.BitsPerByte,7:F3}");
        Console.WriteLine($"where tokens of both sides end ({_positions} places; at {100.0 * _unspelt / _positions:F1} % no own token spells a beginning of what follows):");
        Console.WriteLine($"  its own next token                             {_nativeNext.BitsPerByte,7:F3}");
        for (var i = 0; i < _topK.Length; i++)
        {
            Console.WriteLine($"  phrase loss, TextCausalLMNext with K = {_topK[i],-7} {_phrases[i].BitsPerByte,7:F3}");
        }
    }
}
