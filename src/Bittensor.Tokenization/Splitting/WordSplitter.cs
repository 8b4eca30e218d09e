namespace Bittensor.Tokenization.Splitting;

/// <summary>Cuts text into words by rules applied one after the other, each to the words of the one before.</summary>
/// <remarks>Patterns see code points, as those of other languages' regex engines do: the .NET engine sees UTF-16 units,
/// to which a letter beyond U+FFFF is no letter. <see cref="CodePointShadow"/> makes up for it.</remarks>
/// <param name="rules">The rules; without any, a text is one word.</param>
internal sealed class WordSplitter(IReadOnlyList<SplitRule> rules)
{
    /// <summary>The words of a text: offsets and lengths in UTF-16 units.</summary>
    public List<(int Offset, int Length)> Split(string text)
    {
        var shadow = CodePointShadow.Of(text);
        var words = new List<(int Offset, int Length)>();
        if (rules.Count == 0)
        {
            words.Add((0, shadow.Text.Length));
            return shadow.ToOriginal(words);
        }

        rules[0].Split(shadow.Text, 0, shadow.Text.Length, words);
        foreach (var rule in rules.Skip(1))
        {
            var finer = new List<(int Offset, int Length)>(words.Count);
            foreach (var (offset, length) in words)
            {
                rule.Split(shadow.Text, offset, length, finer);
            }

            words = finer;
        }

        return shadow.ToOriginal(words);
    }
}
