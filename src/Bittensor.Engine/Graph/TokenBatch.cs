namespace Bittensor.Engine.Graph;

/// <summary>The integers that one run of a graph takes: rows of one width, after a past of one length.</summary>
internal sealed class TokenBatch
{
    private TokenBatch(int rows, int width, int past, int padding)
    {
        Rows = rows;
        Width = width;
        Past = past;
        Tokens = new long[rows * width];
        Array.Fill(Tokens, padding);
        Positions = new long[rows * width];
        Mask = new long[rows * (past + width)];
    }

    /// <summary>Rows, B.</summary>
    public int Rows { get; }

    /// <summary>Tokens a row, S, padding included.</summary>
    public int Width { get; }

    /// <summary>Positions of the past, P, padding included.</summary>
    public int Past { get; }

    /// <summary>Token ids, [B,S].</summary>
    public long[] Tokens { get; }

    /// <summary>Place of each token in its row, 0 for padding; [B,S].</summary>
    public long[] Positions { get; }

    /// <summary>1 for real positions, 0 for padding; [B,P+S].</summary>
    public long[] Mask { get; }

    /// <summary>Whole rows without a past.</summary>
    /// <param name="rows">Rows of any lengths.</param>
    /// <param name="left">Whether padding goes before the row, not after it.</param>
    /// <param name="padding">Token id that fills.</param>
    public static TokenBatch Prefill(IReadOnlyList<int[]> rows, bool left, int padding)
    {
        var width = rows.Max(row => row.Length);
        var batch = new TokenBatch(rows.Count, width, 0, padding);
        for (var row = 0; row < rows.Count; row++)
        {
            var tokens = rows[row];
            var start = (row * width) + (left ? width - tokens.Length : 0);
            for (var index = 0; index < tokens.Length; index++)
            {
                batch.Tokens[start + index] = tokens[index];
                batch.Positions[start + index] = index;
                batch.Mask[start + index] = 1;
            }
        }

        return batch;
    }

    /// <summary>One more token for each row.</summary>
    /// <param name="tokens">Token of each row.</param>
    /// <param name="promptLengths">Tokens of each row when the cache began.</param>
    /// <param name="promptWidth">Width of the batch when the cache began.</param>
    /// <param name="steps">Tokens added since.</param>
    /// <param name="left">Whether padding went before the prompts.</param>
    public static TokenBatch Step(ReadOnlySpan<int> tokens, ReadOnlySpan<int> promptLengths, int promptWidth, int steps, bool left)
    {
        var batch = new TokenBatch(tokens.Length, 1, promptWidth + steps, padding: 0);
        var total = batch.Past + 1;
        for (var row = 0; row < tokens.Length; row++)
        {
            batch.Tokens[row] = tokens[row];
            batch.Positions[row] = promptLengths[row] + steps;
            var mask = batch.Mask.AsSpan(row * total, total);
            mask.Fill(1);
            var padded = promptWidth - promptLengths[row];
            mask.Slice(left ? 0 : promptLengths[row], padded).Clear();
        }

        return batch;
    }
}
