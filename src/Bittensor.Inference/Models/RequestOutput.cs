namespace Bittensor.Inference.Models;

/// <summary>One request's rows among the passes that ran them. Holds those passes until disposed of.</summary>
/// <param name="rows">The rows.</param>
internal sealed class RequestOutput(PromptRows rows) : ForwardOutput, IDisposable
{
    private readonly (PassOutput? Pass, int Row)[] _places = new (PassOutput?, int)[rows.Tokens.Length];
    private int _missing = rows.Tokens.Length;

    /// <inheritdoc/>
    public override int Rows => _places.Length;

    /// <summary>Whether every row has run.</summary>
    public bool IsComplete => _missing == 0;

    /// <inheritdoc/>
    public override int Length(int row) => rows.Skipped[row] + rows.Tokens[row].Length;

    /// <inheritdoc/>
    public override int FirstPosition(int row) => rows.Skipped[row];

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Logits(int row, int position) => _places[row].Pass!.Logits(_places[row].Row, Column(row, position));

    /// <inheritdoc/>
    public override ReadOnlySpan<float> HiddenState(int row, int position) =>
        _places[row].Pass!.Hidden(_places[row].Row, Column(row, position));

    /// <summary>Notes where a row ran.</summary>
    public void Place(int row, PassOutput pass, int place)
    {
        _places[row] = (pass.Share(), place);
        _missing--;
    }

    /// <summary>Lets the passes go.</summary>
    public void Dispose()
    {
        foreach (var (pass, _) in _places)
        {
            pass?.Dispose();
        }
    }

    private int Column(int row, int position)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(position, FirstPosition(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(position, Length(row));
        return position - rows.Skipped[row];
    }
}
