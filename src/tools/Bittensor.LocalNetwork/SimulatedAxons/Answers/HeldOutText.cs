using Bittensor.Tokenization;

namespace Bittensor.LocalNetwork.SimulatedAxons.Answers;

/// <summary>The text that tasks are drawn from. A simulated axon looks up there what a model would have to guess.</summary>
/// <param name="texts">The texts, each of them whole.</param>
public sealed class HeldOutText(IReadOnlyList<string> texts)
{
    /// <summary>Characters beyond the prompt that are tokenized again with it: more than a few tokens.</summary>
    private const int Beyond = 200;

    private static readonly ITextTokenizer Tokenizer = StandardTokenizer.Instance;

    /// <summary>Reads a folder.</summary>
    /// <param name="folder">Folder of .txt files, subfolders included.</param>
    public static HeldOutText Read(string folder) =>
        new([.. Directory.EnumerateFiles(folder, "*.txt", SearchOption.AllDirectories).Select(File.ReadAllText)]);

    /// <summary>What follows a prompt.</summary>
    /// <param name="prompt">Standard token ids of a text from the beginning of a line.</param>
    /// <param name="count">Tokens wanted.</param>
    /// <returns>So many standard token ids.</returns>
    /// <exception cref="ArgumentException">The text does not have the prompt.</exception>
    public int[] Continue(ReadOnlySpan<int> prompt, int count)
    {
        var shown = Tokenizer.Decode(prompt);
        foreach (var text in texts)
        {
            for (var start = 0; (start = text.IndexOf(shown, start, StringComparison.Ordinal)) >= 0; start++)
            {
                var ids = Tokenizer.Encode(text.Substring(start, Math.Min(text.Length - start, shown.Length + Beyond))).ToArray();
                if (ids.Length >= prompt.Length + count && prompt.SequenceEqual(ids.AsSpan(0, prompt.Length)))
                {
                    return ids[prompt.Length..(prompt.Length + count)];
                }
            }
        }

        throw new ArgumentException("The text does not have the prompt; is Simulation:TextFolder that of the validator's tasks?", nameof(prompt));
    }
}
