using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Bittensor.Engine.Decoding;

namespace Bittensor.Engine.Generation.Search;

/// <summary>Greedy search and sampling: each of R rows goes its own way, one token at a time.</summary>
internal sealed class TokenSearch : ISequenceSearch
{
    private readonly SearchLimits _limits;
    private readonly NextScores _scores;
    private readonly Row[] _rows;
    private bool _started;

    /// <summary>Starts at a prompt.</summary>
    /// <param name="prompt">Token ids; at least one.</param>
    /// <param name="pickers">One for each sequence wanted.</param>
    /// <param name="scores">Processes the logits.</param>
    /// <param name="limits">Where sequences end.</param>
    public TokenSearch(int[] prompt, IEnumerable<ITokenPicker> pickers, NextScores scores, SearchLimits limits)
    {
        _scores = scores;
        _limits = limits;
        _rows = [.. pickers.Select(picker => new Row(picker, [.. prompt]))];
        PromptLength = prompt.Length;
    }

    /// <summary>Before the first step all sequences share the prompt's row.</summary>
    public int Rows => _started ? _rows.Count(row => !row.Ended) : 1;

    private int PromptLength { get; }

    public void Advance(IDecodingSession session, int firstRow, StepPlan plan)
    {
        var shared = !_started;
        var at = firstRow;
        _started = true;
        foreach (var row in _rows.Where(row => !row.Ended))
        {
            Extend(row, session.Logits(at));
            if (!row.Ended)
            {
                plan.Add(at, row.Tokens[^1]);
            }

            if (!shared)
            {
                at++;
            }
        }
    }

    public IReadOnlyList<int[]> Sequences() => [.. _rows.Select(row => row.Tokens[PromptLength..].ToArray())];

    private void Extend(Row row, ReadOnlySpan<float> logits)
    {
        var scores = _scores.OfLogits(logits, CollectionsMarshal.AsSpan(row.Tokens));
        if (TensorPrimitives.Max(scores) == float.NegativeInfinity)
        {
            row.Ended = true; // every token is ruled out
            return;
        }

        row.Tokens.Add(row.Picker.Pick(scores));
        row.Ended = _limits.IsEnd(row.Tokens[^1]) || row.Tokens.Count - PromptLength >= _limits.MaxNewTokens;
    }

    private sealed class Row(ITokenPicker picker, List<int> tokens)
    {
        public ITokenPicker Picker { get; } = picker;

        public List<int> Tokens { get; } = tokens;

        public bool Ended { get; set; }
    }
}
