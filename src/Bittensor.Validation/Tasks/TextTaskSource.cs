using Bittensor.Tokenization;

namespace Bittensor.Validation.Tasks;

/// <summary>Draws tasks from texts.</summary>
/// <remarks>A text is drawn with the probability of its length, then a line of it; the task is what begins there.</remarks>
/// <param name="reader">Gives the texts.</param>
/// <param name="tokenizer">The standard tokenizer.</param>
internal sealed class TextTaskSource(ITextReader reader, ITextTokenizer tokenizer) : ITaskSource
{
    /// <summary>Characters that are tokenized for one token wanted: no more than a handful make a token of English.</summary>
    private const int CharactersPerToken = 12;

    /// <summary>Draws a task has before the text counts as too short.</summary>
    private const int Attempts = 1000;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<int[]>> DrawAsync(int tasks, int tokens, Random random, CancellationToken cancellationToken)
    {
        var texts = await reader.ReadAsync(cancellationToken);
        var drawn = new List<int[]>(tasks);
        for (var attempt = 0; drawn.Count < tasks; attempt++)
        {
            if (attempt == Attempts * tasks || texts.Count == 0)
            {
                throw new InvalidOperationException($"The text files (*.txt) in {reader.Place} are too short for tasks of {tokens} tokens.");
            }

            if (TryDraw(texts, tokens, random) is { } task)
            {
                drawn.Add(task);
            }
        }

        return drawn;
    }

    private int[]? TryDraw(IReadOnlyList<string> texts, int tokens, Random random)
    {
        var position = random.NextInt64(texts.Sum(text => (long)text.Length));
        var text = texts[0];
        for (var file = 0; position >= text.Length; text = texts[++file])
        {
            position -= text.Length;
        }

        var start = text.LastIndexOf('\n', (int)position) + 1;
        var ids = tokenizer.Encode(text.Substring(start, Math.Min(text.Length - start, tokens * CharactersPerToken)));
        return ids.Count >= tokens ? [.. ids.Take(tokens)] : null;
    }
}
