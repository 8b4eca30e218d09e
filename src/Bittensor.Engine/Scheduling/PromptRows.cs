using Bittensor.Engine.Models;

namespace Bittensor.Engine.Scheduling;

/// <summary>Rows that have been checked and, where the options say so, cut.</summary>
/// <param name="Tokens">The rows, each of 1 to ContextLength tokens.</param>
/// <param name="Skipped">Tokens cut from the left of each row.</param>
/// <param name="Count">Tokens of all rows.</param>
/// <param name="First">Which row of the request the first one is.</param>
internal sealed record PromptRows(int[][] Tokens, int[] Skipped, int Count, int First = 0)
{
    /// <summary>Checks rows.</summary>
    /// <exception cref="EngineException">As <see cref="ILanguageModel.ForwardAsync"/> says.</exception>
    public static PromptRows Check(IReadOnlyList<int[]> rows, ModelDescription model, ModelOptions options)
    {
        if (rows.Count == 0)
        {
            throw EngineException.NoRows();
        }

        for (var row = 0; row < rows.Count; row++)
        {
            if (rows[row].Length == 0)
            {
                throw EngineException.NoTokens(row);
            }
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

        if (count > options.MaxTokensPerRequest)
        {
            throw EngineException.TooManyTokens(count, options.MaxTokensPerRequest);
        }

        return new PromptRows(kept, skipped, (int)count);
    }

    /// <summary>Cuts the rows into parts of successive ones.</summary>
    /// <param name="tokens">Most tokens of a part; a longer row is a part of its own.</param>
    public IEnumerable<PromptRows> Split(int tokens)
    {
        for (var start = 0; start < Tokens.Length;)
        {
            var end = start + 1;
            var count = Tokens[start].Length;
            while (end < Tokens.Length && count + Tokens[end].Length <= tokens)
            {
                count += Tokens[end++].Length;
            }

            yield return new PromptRows(Tokens[start..end], Skipped[start..end], count, First + start);
            start = end;
        }
    }

    /// <summary>Tokens to cut from a row.</summary>
    /// <exception cref="EngineException">It is longer than the context and must not be cut; <see cref="EngineFault.ContextExceeded"/>.</exception>
    public static int Excess(int length, int row, int contextLength, PromptTruncation truncation)
    {
        if (length <= contextLength)
        {
            return 0;
        }

        if (truncation == PromptTruncation.Left)
        {
            return length - contextLength;
        }

        throw EngineException.ContextExceeded(row, length, contextLength);
    }

    /// <summary>Requires ids of the vocabulary.</summary>
    /// <exception cref="EngineException">One is outside; <see cref="EngineFault.UnknownToken"/>.</exception>
    public static void CheckIds(ReadOnlySpan<int> tokens, int row, int vocabulary)
    {
        var outside = tokens.IndexOfAnyExceptInRange(0, vocabulary - 1);
        if (outside >= 0)
        {
            throw EngineException.UnknownToken(row, outside, tokens[outside], vocabulary);
        }
    }
}

/// <summary>What happens to a row that is longer than the model's context.</summary>
public enum PromptTruncation
{
    /// <summary>It is refused with <see cref="EngineFault.ContextExceeded"/>; the message gives its length and the limit.</summary>
    Error,

    /// <summary>Its last tokens are kept, as many as the context holds.</summary>
    Left,
}
