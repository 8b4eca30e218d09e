using Bittensor.Engine.Graph;
using Bittensor.Engine.Scheduling;

namespace Bittensor.Engine.Decoding;

/// <summary>Rows that grow, in as few groups as the graph's padding allows. A group's rows stay in it: a row's padding is its prompt's.</summary>
internal sealed class DecodingSession : IDecodingSession
{
    private readonly DecodingContext _context;
    private int[][] _rows;
    private RowGroup[] _groups = [];
    private (int Group, int Row)[] _places = [];
    private bool _left;

    private DecodingSession(DecodingContext context, int[][] rows)
    {
        _context = context;
        _rows = rows;
    }

    /// <inheritdoc/>
    public int Rows => _rows.Length;

    /// <summary>Runs the prompts.</summary>
    public static DecodingSession Start(DecodingContext context, PromptRows prompts, CancellationToken cancellationToken)
    {
        context.Admission.Enter();
        var session = new DecodingSession(context, prompts.Tokens);
        try
        {
            session.Recompute(cancellationToken);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public int Length(int row) => _rows[row].Length;

    /// <inheritdoc/>
    public ReadOnlySpan<float> Logits(int row)
    {
        ObjectDisposedException.ThrowIf(_left || _places.Length != _rows.Length, this);
        var (group, local) = _places[row];
        return _groups[group].Logits(local);
    }

    /// <inheritdoc/>
    public void Step(ReadOnlySpan<int> parents, ReadOnlySpan<int> tokens, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_left || _places.Length != _rows.Length, this);
        ArgumentOutOfRangeException.ThrowIfZero(parents.Length);
        ArgumentOutOfRangeException.ThrowIfNotEqual(tokens.Length, parents.Length);
        var rows = Grow(parents, tokens);
        var full = false;
        for (var row = 0; row < rows.Length; row++)
        {
            full |= PromptRows.Excess(rows[row].Length, row, _context.ContextLength, _context.Truncation) > 0;
        }

        _rows = rows;
        if (full)
        {
            _rows = Array.ConvertAll(rows, KeepEnd);
        }

        if (full || !_context.Runner.HasCache)
        {
            Recompute(cancellationToken);
        }
        else
        {
            Continue(parents.ToArray(), tokens.ToArray(), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_left)
        {
            _left = true;
            Drop(_groups);
            _context.Admission.Leave();
        }
    }

    private int[][] Grow(ReadOnlySpan<int> parents, ReadOnlySpan<int> tokens)
    {
        PromptRows.CheckIds(tokens, 0, _context.VocabularySize);
        var rows = new int[parents.Length][];
        for (var row = 0; row < rows.Length; row++)
        {
            rows[row] = [.. _rows[parents[row]], tokens[row]];
        }

        return rows;
    }

    /// <summary>Leaves room behind the kept tokens, so that not every step recomputes.</summary>
    private int[] KeepEnd(int[] row) => row[Math.Max(0, row.Length - Math.Max(1, _context.ContextLength * 3 / 4))..];

    private void Recompute(CancellationToken cancellationToken)
    {
        var groups = new List<RowGroup>();
        var places = new (int, int)[_rows.Length];
        Replace(groups, places, () =>
        {
            foreach (var members in PassPlanner.Plan([.. _rows.Select(row => row.Length)], _context.Padded, _context.Limits, similar: false))
            {
                Place(places, members, groups.Count);
                int[][] rows = [.. members.Select(row => _rows[row])];
                groups.Add(RowGroup.Prefill(
                    _context.Runner, rows, _context.Left, _context.Runner.HasCache, _context.Padding, cancellationToken));
            }
        });
    }

    private void Continue(int[] parents, int[] tokens, CancellationToken cancellationToken)
    {
        var groups = new List<RowGroup>();
        var places = new (int, int)[parents.Length];
        Replace(groups, places, () =>
        {
            var byGroup = Enumerable.Range(0, parents.Length).GroupBy(row => _places[parents[row]].Group);
            foreach (var (group, members) in byGroup.SelectMany(rows => rows.Chunk(_context.Limits.Rows).Select(chunk => (rows.Key, chunk))))
            {
                Place(places, members, groups.Count);
                groups.Add(_groups[group].Step(
                    Array.ConvertAll(members, row => _places[parents[row]].Row), Array.ConvertAll(members, row => tokens[row]), cancellationToken));
            }
        });
    }

    private static void Place((int Group, int Row)[] places, int[] members, int group)
    {
        for (var index = 0; index < members.Length; index++)
        {
            places[members[index]] = (group, index);
        }
    }

    /// <summary>Puts new groups for the old; if they fail, the session has none.</summary>
    private void Replace(List<RowGroup> groups, (int Group, int Row)[] places, Action compute)
    {
        var old = _groups;
        try
        {
            compute();
            _groups = [.. groups];
            _places = places;
        }
        catch (Exception fault)
        {
            Drop(groups);
            _groups = [];
            _places = [];
            if (fault is Microsoft.ML.OnnxRuntime.OnnxRuntimeException)
            {
                throw EngineException.GraphFailed(fault);
            }

            throw;
        }
        finally
        {
            Drop(old);
        }
    }

    private static void Drop(IEnumerable<RowGroup> groups)
    {
        foreach (var group in groups)
        {
            group.Dispose();
        }
    }
}

/// <summary>What all decoding sessions of a model share.</summary>
/// <param name="Runner">The graph.</param>
/// <param name="Admission">Counts the sessions among the requests.</param>
/// <param name="Limits">Bounds of one pass.</param>
/// <param name="Padded">Whether rows of different lengths share a group.</param>
/// <param name="Left">Whether padding goes before the prompts.</param>
/// <param name="Padding">Token id that fills.</param>
/// <param name="VocabularySize">Number of tokens.</param>
/// <param name="ContextLength">Longest row, in tokens.</param>
/// <param name="Truncation">What happens to a longer one.</param>
internal sealed record DecodingContext(
    GraphRunner Runner, Admission Admission, PassLimits Limits, bool Padded, bool Left, int Padding, int VocabularySize,
    int ContextLength, PromptTruncation Truncation);
