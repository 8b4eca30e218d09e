using Bittensor.Engine.Decoding;

namespace Bittensor.Engine.Generation.Search;

/// <summary>Looks for the continuations of one prompt.</summary>
internal interface ISequenceSearch
{
    /// <summary>Rows of the session that belong to this search, one after the other; 0 once it has ended.</summary>
    int Rows { get; }

    /// <summary>Reads the logits of its rows, and adds the rows it wants next to the plan; none if it ends.</summary>
    /// <param name="session">The session.</param>
    /// <param name="firstRow">First row of this search.</param>
    /// <param name="plan">Receives <see cref="Rows"/> rows, which are this search's after the step.</param>
    void Advance(IDecodingSession session, int firstRow, StepPlan plan);

    /// <summary>What was found so far, the best first.</summary>
    /// <returns>R rows of new tokens, end tokens included.</returns>
    IReadOnlyList<int[]> Sequences();
}

/// <summary>What the next step of a decoding session does: which old row each new row continues, and with which token.</summary>
internal sealed class StepPlan
{
    /// <summary>Old row of each new row.</summary>
    public List<int> Parents { get; } = [];

    /// <summary>Token of each new row.</summary>
    public List<int> Tokens { get; } = [];

    public void Add(int parent, int token)
    {
        Parents.Add(parent);
        Tokens.Add(token);
    }

    public void Clear()
    {
        Parents.Clear();
        Tokens.Clear();
    }
}

/// <summary>Where the continuations of one prompt end.</summary>
/// <param name="MaxNewTokens">New tokens at most; 1 or more.</param>
/// <param name="EndTokens">Any of these ends a text; may be empty.</param>
internal sealed record SearchLimits(int MaxNewTokens, IReadOnlyList<int> EndTokens)
{
    public bool IsEnd(int token)
    {
        for (var i = 0; i < EndTokens.Count; i++)
        {
            if (EndTokens[i] == token)
            {
                return true;
            }
        }

        return false;
    }
}
