using Bittensor.Engine.Decoding;
using Bittensor.Engine.Graph;
using Bittensor.Engine.Models;
using Bittensor.Engine.Padding;
using Bittensor.Tokenization;

namespace Bittensor.Engine.Tests.Generation;

/// <summary>A model whose logits are any function of the tokens so far.</summary>
internal sealed class TableModel(int vocabularySize, Func<IReadOnlyList<int>, float[]> logits) : ILanguageModel
{
    private readonly Func<IReadOnlyList<int>, float[]> _logits = logits;

    public int[] EndTokens { get; init; } = [0];

    public int ContextLength { get; init; } = 64;

    public Action OnStep { get; init; } = () => { };

    public int Steps { get; private set; }

    public ModelDescription Description => new()
    {
        Name = "table", Architecture = "table", VocabularySize = vocabularySize, ContextLength = ContextLength,
        HasHiddenStates = false, HasCache = true, ExecutionProvider = ExecutionProvider.Cpu,
        PaddingSupport = new PaddingSupport(true, true, CachePadding.Middle, 0, 0), ParameterBytes = 0, LoadTime = TimeSpan.Zero,
    };

    public ITextTokenizer Tokenizer => throw new InvalidOperationException("A table has no tokenizer.");

    public GenerationDefaults GenerationDefaults => new(EndTokens, null, null);

    /// <summary>Logits drawn by chance, the same for the same last two tokens.</summary>
    public static TableModel Random(int vocabularySize, int seed) => new(vocabularySize, tokens =>
    {
        var state = (seed * 7919) + (tokens[^1] * 31) + (tokens.Count > 1 ? tokens[^2] + 1 : 0);
        var random = new Random(state);
        return [.. Enumerable.Range(0, vocabularySize).Select(_ => (float)(random.NextDouble() * 4))];
    });

    /// <summary>Log-probabilities of the next token, in double precision.</summary>
    public double[] LogProbabilities(IReadOnlyList<int> tokens)
    {
        var row = _logits(tokens);
        var total = Math.Log(row.Sum(logit => Math.Exp(logit)));
        return [.. row.Select(logit => logit - total)];
    }

    public Task ForwardAsync(IReadOnlyList<int[]> rows, Action<ForwardOutput> read, CancellationToken cancellationToken) =>
        throw new InvalidOperationException("A table only decodes.");

    public IDecodingSession StartDecoding(IReadOnlyList<int[]> prompts, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new Session(this, [.. prompts.Select(prompt => prompt.ToList())]);
    }

    private sealed class Session(TableModel model, List<int>[] rows) : IDecodingSession
    {
        private List<int>[] _rows = rows;

        public int Rows => _rows.Length;

        public int Length(int row) => _rows[row].Count;

        public ReadOnlySpan<float> Logits(int row) => model._logits(_rows[row]);

        public void Step(ReadOnlySpan<int> parents, ReadOnlySpan<int> tokens, CancellationToken cancellationToken)
        {
            cancellationToken.ThrowIfCancellationRequested();
            model.Steps++;
            model.OnStep();
            var next = new List<int>[parents.Length];
            for (var i = 0; i < next.Length; i++)
            {
                next[i] = [.. _rows[parents[i]], tokens[i]];
                Assert.True(next[i].Count <= model.ContextLength, "A row outgrew the context.");
            }

            _rows = next;
        }

        public void Dispose()
        {
        }
    }
}
