using System.Collections.Frozen;
using System.Text;

namespace Bittensor.Tokenization.Patterns;

/// <summary>Which letters are the same where case does not count, by Unicode's simple case folding.</summary>
internal static class LetterCase
{
    /// <summary>Above it no script has case.</summary>
    private const int LastCased = 0x1F000;

    /// <summary>Dotted I and dotless i, which fold to nothing by the simple rules.</summary>
    private const int DottedCapital = 0x130, DotlessSmall = 0x131;

    /// <summary>Long s, which folds to s, though .NET leaves it as it is.</summary>
    private const int LongS = 0x17F;

    private static readonly Lazy<FrozenDictionary<int, int[]>> Groups = new(FindGroups);

    /// <summary>A set and what differs from its members by case alone.</summary>
    public static CodePointSet Close(CodePointSet set)
    {
        var more = new List<(int First, int Last)>(set.Ranges());
        foreach (var (letter, others) in Groups.Value)
        {
            if (set.Contains(letter))
            {
                more.AddRange(others.Select(other => (other, other)));
            }
        }

        return CodePointSet.FromRanges(more);
    }

    private static FrozenDictionary<int, int[]> FindGroups()
    {
        // Each letter, its capital and its small form belong together, and what shares one of them too.
        var groupOf = new Dictionary<int, List<int>>();
        for (var letter = (int)'A'; letter < LastCased; letter++)
        {
            if (!Rune.TryCreate(letter, out var rune) || letter is DottedCapital or DotlessSmall)
            {
                continue;
            }

            Join(groupOf, letter, Rune.ToLowerInvariant(rune).Value);
            Join(groupOf, letter, Rune.ToUpperInvariant(rune).Value);
        }

        Join(groupOf, LongS, 's');
        return groupOf.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }

    private static void Join(Dictionary<int, List<int>> groupOf, int letter, int other)
    {
        if (letter == other || (groupOf.TryGetValue(letter, out var known) && known.Contains(other)))
        {
            return;
        }

        var group = groupOf.GetValueOrDefault(letter, [letter]);
        foreach (var member in groupOf.GetValueOrDefault(other, [other]))
        {
            group.Add(member);
        }

        foreach (var member in group)
        {
            groupOf[member] = group;
        }
    }
}
