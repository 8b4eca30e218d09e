using Bittensor.Engine.Graph;

namespace Bittensor.Engine.Decoding;

/// <summary>Rows that decode together: one pass a step and one cache. Owns both.</summary>
internal sealed class RowGroup : IDisposable
{
    private readonly GraphRunner _runner;
    private readonly PassOutput _output;
    private readonly KeyValueCache? _cache;
    private readonly int[] _promptLengths;
    private readonly int _promptWidth, _steps;
    private readonly bool _left;

    private RowGroup(GraphRunner runner, PassOutput output, KeyValueCache? cache, int[] promptLengths, int promptWidth, int steps, bool left)
    {
        _runner = runner;
        _output = output;
        _cache = cache;
        _promptLengths = promptLengths;
        _promptWidth = promptWidth;
        _steps = steps;
        _left = left;
    }

    /// <summary>Logits after the last token of a row of the group; valid until it is disposed of.</summary>
    public ReadOnlySpan<float> Logits(int row)
    {
        var last = _promptLengths[row] - 1;
        if (_steps > 0 || _left)
        {
            last = _output.Width - 1;
        }

        return _output.Logits(row, last);
    }

    /// <summary>Logits at a position of a row's prompt; only before the first step.</summary>
    public ReadOnlySpan<float> PromptLogits(int row, int position)
    {
        var start = 0;
        if (_left)
        {
            start = _promptWidth - _promptLengths[row];
        }

        return _output.Logits(row, start + position);
    }

    /// <summary>Runs whole rows.</summary>
    /// <param name="runner">The graph.</param>
    /// <param name="rows">Rows of any lengths.</param>
    /// <param name="left">Whether padding goes before the rows.</param>
    /// <param name="keepCache">Whether steps are to follow.</param>
    /// <param name="padding">Token id that fills.</param>
    /// <param name="cancellationToken">Leaves before the pass.</param>
    public static RowGroup Prefill(
        GraphRunner runner, IReadOnlyList<int[]> rows, bool left, bool keepCache, int padding, CancellationToken cancellationToken)
    {
        var batch = TokenBatch.Prefill(rows, left, padding);
        var (output, cache) = runner.Run(batch, null, keepCache, cancellationToken);
        return new RowGroup(runner, output, cache, [.. rows.Select(row => row.Length)], batch.Width, 0, left);
    }

    /// <summary>The group whose row i continues row parents[i] of this one with tokens[i]. This one stays as it is.</summary>
    public RowGroup Step(ReadOnlySpan<int> parents, ReadOnlySpan<int> tokens, CancellationToken cancellationToken)
    {
        var lengths = new int[parents.Length];
        for (var row = 0; row < lengths.Length; row++)
        {
            lengths[row] = _promptLengths[parents[row]];
        }

        using var reordered = IsIdentity(parents) ? null : _cache!.Select(parents);
        var batch = TokenBatch.Step(tokens, lengths, _promptWidth, _steps, _left);
        var (output, cache) = _runner.Run(batch, reordered ?? _cache, keepCache: true, cancellationToken);
        return new RowGroup(_runner, output, cache, lengths, _promptWidth, _steps + 1, _left);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _output.Dispose();
        _cache?.Dispose();
    }

    private bool IsIdentity(ReadOnlySpan<int> parents)
    {
        if (parents.Length != _promptLengths.Length)
        {
            return false;
        }

        for (var row = 0; row < parents.Length; row++)
        {
            if (parents[row] != row)
            {
                return false;
            }
        }

        return true;
    }
}
