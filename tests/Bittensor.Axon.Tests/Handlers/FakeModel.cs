using Bittensor.Engine.Decoding;
using Bittensor.Engine.Graph;
using Bittensor.Engine.Models;
using Bittensor.Engine.Padding;
using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests.Handlers;

/// <summary>A model whose logits follow from the last token and the position alone.</summary>
internal sealed class FakeModel(ITextTokenizer tokenizer) : ILanguageModel
{
    private int _passes;

    public int Passes => _passes;

    public int? HiddenSize { get; init; }

    /// <summary>Tokens that are cut off at the left of every row.</summary>
    public int Cut { get; init; }

    public Func<int, int, float[]>? LogitsOf { get; init; }

    /// <summary>Runs before every pass.</summary>
    public Func<CancellationToken, Task> BeforePass { get; init; } = _ => Task.CompletedTask;

    public ModelDescription Description => new()
    {
        Name = "fake", Architecture = "fake", VocabularySize = tokenizer.VocabularySize, ContextLength = 32, HiddenSize = HiddenSize,
        HasHiddenStates = HiddenSize is not null, HasCache = true, ExecutionProvider = ExecutionProvider.Cpu,
        PaddingSupport = new PaddingSupport(true, true, CachePadding.Middle, 0, 0), ParameterBytes = 0, LoadTime = TimeSpan.Zero,
    };

    public ITextTokenizer Tokenizer => tokenizer;

    public GenerationDefaults GenerationDefaults => new([tokenizer.Special.Eos!.Value], null, null);

    public float[] Logits(int token, int position)
    {
        if (LogitsOf is not null)
        {
            return LogitsOf(token, position);
        }

        var random = new Random((token * 131) + position);
        return [.. Enumerable.Range(0, tokenizer.VocabularySize).Select(_ => (float)(random.NextDouble() * 8))];
    }

    /// <summary>Rows of a part; all by default.</summary>
    public int RowsAtOnce { get; init; } = int.MaxValue;

    public async Task ForwardAsync(IReadOnlyList<int[]> rows, Action<ForwardOutput> read, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _passes);
        await BeforePass(cancellationToken);
        for (var first = 0L; first < rows.Count; first += RowsAtOnce)
        {
            var part = new Output(this, rows, (int)first, (int)Math.Min(RowsAtOnce, rows.Count - first));
            await Task.Run(() => read(part), cancellationToken);
        }
    }

    public IDecodingSession StartDecoding(IReadOnlyList<int[]> prompts, CancellationToken cancellationToken) => new Session(this, [.. prompts]);

    private sealed class Output(FakeModel model, IReadOnlyList<int[]> rows, int first, int count) : ForwardOutput
    {
        public override int FirstRow => first;

        public override int Rows => count;

        public override int Length(int row) => rows[row].Length;

        public override int FirstPosition(int row) => model.Cut;

        public override ReadOnlySpan<float> Logits(int row, int position) => model.Logits(rows[row][position], position);

        public override ReadOnlySpan<float> HiddenState(int row, int position) =>
            Enumerable.Range(0, model.HiddenSize!.Value).Select(i => rows[row][position] + (position / 100f) + (i / 1000f)).ToArray();
    }

    private sealed class Session(FakeModel model, int[][] rows) : IDecodingSession
    {
        private int[][] _rows = rows;

        public int Rows => _rows.Length;

        public int Length(int row) => _rows[row].Length;

        public ReadOnlySpan<float> Logits(int row) => model.Logits(_rows[row][^1], _rows[row].Length - 1);

        public void Step(ReadOnlySpan<int> parents, ReadOnlySpan<int> tokens, CancellationToken cancellationToken)
        {
            var next = new int[parents.Length][];
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = [.. _rows[parents[i]], tokens[i]];
            }

            _rows = next;
        }

        public void Dispose()
        {
        }
    }
}
