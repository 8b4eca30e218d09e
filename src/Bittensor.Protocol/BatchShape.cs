namespace Bittensor.Protocol;

/// <summary>Batch and sequence of a request: [B,S].</summary>
/// <param name="Batch">Items, B.</param>
/// <param name="Sequence">Tokens an item, S; null where the request has texts and only the axon knows.</param>
internal readonly record struct BatchShape(int Batch, int? Sequence)
{
    /// <summary>Reads it from what the request has.</summary>
    public static BatchShape Of(Synapse request) => request.Inputs is { Shape: [var batch, var sequence] }
        ? new BatchShape(batch, sequence)
        : new BatchShape(request.Text?.Count ?? request.Batch ?? 1, null);

    /// <summary>Splits rows, B x S of them, into [B,S].</summary>
    public int[] Split(int rows)
    {
        var batch = Math.Max(Batch, 1);
        return rows % batch == 0 ? [batch, rows / batch] : [1, rows];
    }
}
