namespace Bittensor.Inference.Generation.Search;

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
