using Bittensor.Engine.Graph;
using Bittensor.Engine.Models;

namespace Bittensor.Engine.Scheduling;

/// <summary>One request's rows among the passes that ran them. Holds those passes until disposed of.</summary>
/// <param name="rows">The rows.</param>
internal sealed class RequestOutput(PromptRows rows) : ForwardOutput, IDisposable
{
    private readonly (PassOutput? Pass, int Row)[] _places = new (PassOutput?, int)[rows.Tokens.Length];
    private int _missing = rows.Tokens.Length;

    /// <inheritdoc/>
    public override int FirstRow => rows.First;

    /// <inheritdoc/>
    public override int Rows => _places.Length;

    /// <summary>Whether every row has run.</summary>
    public bool IsComplete => _missing == 0;

    /// <inheritdoc/>
    public override int Length(int row) => FirstPosition(row) + rows.Tokens[row - FirstRow].Length;

    /// <inheritdoc/>
    public override int FirstPosition(int row) => rows.Skipped[row - FirstRow];

    /// <inheritdoc/>
    public override ReadOnlySpan<float> Logits(int row, int position)
    {
        var (pass, place) = _places[row - FirstRow];
        return pass!.Logits(place, Column(row, position));
    }

    /// <inheritdoc/>
    public override ReadOnlySpan<float> HiddenState(int row, int position)
    {
        var (pass, place) = _places[row - FirstRow];
        return pass!.Hidden(place, Column(row, position));
    }

    /// <summary>Notes where a row ran.</summary>
    /// <param name="index">Which of these rows.</param>
    /// <param name="pass">Its pass.</param>
    /// <param name="place">Its row there.</param>
    public void Place(int index, PassOutput pass, int place)
    {
        _places[index] = (pass.Share(), place);
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
        return position - FirstPosition(row);
    }
}
