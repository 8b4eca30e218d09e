namespace Bittensor.Engine.Scheduling;

/// <summary>Decides which rows share a pass.</summary>
internal static class PassPlanner
{
    /// <summary>Padding in tokens that is always accepted: a pass of its own costs more.</summary>
    private const int FreePadding = 16;

    /// <summary>Groups rows, longest first.</summary>
    /// <param name="lengths">Tokens of each row.</param>
    /// <param name="padded">Whether rows of different lengths may share a pass.</param>
    /// <param name="limits">Bounds of one pass.</param>
    /// <param name="similar">Whether padding is to stay below a quarter of a row; else only the limits count.</param>
    /// <returns>Row indices of each pass. A row longer than the limit gets a pass of its own.</returns>
    public static List<int[]> Plan(IReadOnlyList<int> lengths, bool padded, PassLimits limits, bool similar)
    {
        var order = Enumerable.Range(0, lengths.Count).OrderByDescending(row => lengths[row]).ToArray();
        var passes = new List<int[]>();
        for (var start = 0; start < order.Length;)
        {
            var longest = lengths[order[start]];
            var end = start + 1;
            while (end < order.Length && Fits(lengths[order[end]], longest, end - start))
            {
                end++;
            }

            passes.Add(order[start..end]);
            start = end;
        }

        return passes;

        bool Fits(int length, int longest, int rows) =>
            rows < limits.Rows
            && (rows + 1L) * longest <= limits.Tokens
            && (length == longest || (padded && (!similar || longest - length <= Math.Max(FreePadding, longest / 4))));
    }
}

/// <summary>Bounds of one pass.</summary>
/// <param name="Rows">Most rows.</param>
/// <param name="Tokens">Most tokens, padding included.</param>
internal readonly record struct PassLimits(int Rows, int Tokens);
