using Bittensor.Protocol;

namespace Bittensor.Inference.Models;

/// <summary>Rows that have been checked and, where the options say so, cut.</summary>
/// <param name="Tokens">The rows, each of 1 to ContextLength tokens.</param>
/// <param name="Skipped">Tokens cut from the left of each row.</param>
/// <param name="Count">Tokens of all rows.</param>
/// <param name="First">Which row of the request the first one is.</param>
internal sealed record PromptRows(int[][] Tokens, int[] Skipped, int Count, int First = 0)
{
    /// <summary>Checks rows.</summary>
    /// <exception cref="SynapseException">As <see cref="ILanguageModel.ForwardAsync"/> says.</exception>
    public static PromptRows Check(IReadOnlyList<int[]> rows, ModelDescription model, ModelOptions options)
    {
        if (rows.Count == 0 || rows.Any(row => row.Length == 0))
        {
            throw new SynapseException(ReturnCode.EmptyRequest,
                rows.Count == 0 ? "The request has no rows." : $"Row {FirstEmpty(rows)} has no tokens; expected at least one.");
        }

        var kept = new int[rows.Count][];
        var skipped = new int[rows.Count];
        var count = 0L;
        for (var row = 0; row < kept.Length; row++)
        {
            CheckIds(rows[row], row, model.VocabularySize);
            skipped[row] = Excess(rows[row].Length, row, model.ContextLength, options.Truncation);
            kept[row] = rows[row][skipped[row]..];
            count += kept[row].Length;
        }

        return count <= options.MaxTokensPerRequest ? new PromptRows(kept, skipped, (int)count) : throw new SynapseException(
            ReturnCode.InvalidRequest, $"The request has {count} tokens; expected at most {options.MaxTokensPerRequest}.");
    }

    /// <summary>Cuts the rows into parts of successive ones.</summary>
    /// <param name="tokens">Most tokens of a part; a longer row is a part of its own.</param>
    public IEnumerable<PromptRows> Split(int tokens)
    {
        for (var start = 0; start < Tokens.Length;)
        {
            var (end, count) = (start + 1, Tokens[start].Length);
            while (end < Tokens.Length && count + Tokens[end].Length <= tokens)
            {
                count += Tokens[end++].Length;
            }

            yield return new PromptRows(Tokens[start..end], Skipped[start..end], count, First + start);
            start = end;
        }
    }

    /// <summary>Tokens to cut from a row.</summary>
    /// <exception cref="SynapseException">It is longer than the context and must not be cut; InvalidRequest.</exception>
    public static int Excess(int length, int row, int contextLength, PromptTruncation truncation) =>
        length <= contextLength ? 0
        : truncation == PromptTruncation.Left ? length - contextLength
        : throw new SynapseException(
            ReturnCode.InvalidRequest, $"Row {row} has {length} tokens; expected at most {contextLength}, the model's context length.");

    /// <summary>Requires ids of the vocabulary.</summary>
    /// <exception cref="SynapseException">One is outside; InvalidRequest.</exception>
    public static void CheckIds(ReadOnlySpan<int> tokens, int row, int vocabulary)
    {
        var outside = tokens.IndexOfAnyExceptInRange(0, vocabulary - 1);
        if (outside >= 0)
        {
            throw new SynapseException(ReturnCode.InvalidRequest,
                $"Row {row} has the token id {tokens[outside]} at position {outside}; expected 0 to {vocabulary - 1}.");
        }
    }

    private static int FirstEmpty(IReadOnlyList<int[]> rows) => rows.TakeWhile(row => row.Length > 0).Count();
}
