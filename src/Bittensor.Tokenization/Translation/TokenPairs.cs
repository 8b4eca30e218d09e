namespace Bittensor.Tokenization.Translation;

/// <summary>Which token's probability goes to which: pair i from source i to target i.</summary>
internal sealed class TokenPairs
{
    /// <summary>Source tokens, ascending, each once.</summary>
    public List<int> Sources { get; } = [];

    /// <summary>The target of each source.</summary>
    public List<int> Targets { get; } = [];

    /// <summary>Pairs each token with the first of its phrase, with the second, and so on.</summary>
    /// <param name="phrases">The phrases.</param>
    /// <returns>As many as the longest phrase has tokens; shorter phrases are missing from the later ones.</returns>
    public static IReadOnlyList<TokenPairs> StepsOf(PhraseTable phrases)
    {
        var steps = new List<TokenPairs>();
        for (var id = 0; id < phrases.Count; id++)
        {
            var phrase = phrases[id];
            for (var step = 0; step < phrase.Length; step++)
            {
                if (step == steps.Count)
                {
                    steps.Add(new());
                }

                steps[step].Add(id, phrase[step]);
            }
        }

        return steps;
    }

    /// <summary>Adds a pair.</summary>
    public void Add(int source, int target)
    {
        Sources.Add(source);
        Targets.Add(target);
    }
}
