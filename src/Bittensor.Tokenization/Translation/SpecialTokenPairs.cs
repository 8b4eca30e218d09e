using System.Collections.Frozen;

namespace Bittensor.Tokenization.Translation;

/// <summary>Which special token of one vocabulary stands for which of another: those of the same role.</summary>
internal static class SpecialTokenPairs
{
    /// <summary>Pairs ids by role. Where one token has several roles, the end of text comes first: it is what separates
    /// texts.</summary>
    public static FrozenDictionary<int, int> Find(SpecialTokens from, SpecialTokens to)
    {
        var pairs = new Dictionary<int, int>();
        foreach (var (mine, theirs) in ((int?, int?)[])
            [(from.Eos, to.Eos), (from.Bos, to.Bos), (from.Unk, to.Unk), (from.Pad, to.Pad)])
        {
            if (mine is { } key && theirs is { } value)
            {
                pairs.TryAdd(key, value);
            }
        }

        foreach (var (text, id) in from.All)
        {
            if (to.All.TryGetValue(text, out var same))
            {
                pairs.TryAdd(id, same);
            }
        }

        return pairs.ToFrozenDictionary();
    }
}
