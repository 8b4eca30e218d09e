using static Bittensor.Tokenization.Patterns.PatternNode;

namespace Bittensor.Tokenization.Patterns;

/// <summary>Letters that stand for several where case does not count: "ﬁ" for "fi", "ß" for "ss" (Unicode's full case
/// folding).</summary>
internal static class FoldedLetters
{
    /// <summary>The runs of letters of ASCII into which others fold, the longer first.</summary>
    private static readonly (string Run, string Letters)[] Runs =
    [
        ("ffi", "\uFB03"), ("ffl", "\uFB04"), ("ff", "\uFB00"), ("fi", "\uFB01"), ("fl", "\uFB02"), ("ss", "\u00DF\u1E9E"),
        ("st", "\uFB05\uFB06"),
    ];

    /// <summary>Letters whose full folding has several letters.</summary>
    private static readonly CodePointSet Several = CodePointSet.FromRanges(
    [
        (0xDF, 0xDF), (0x130, 0x130), (0x149, 0x149), (0x1F0, 0x1F0), (0x390, 0x390), (0x3B0, 0x3B0), (0x587, 0x587),
        (0x1E96, 0x1E9A), (0x1E9E, 0x1E9E), (0x1F50, 0x1F50), (0x1F52, 0x1F52), (0x1F54, 0x1F54), (0x1F56, 0x1F56),
        (0x1F80, 0x1FAF), (0x1FB2, 0x1FB4), (0x1FB6, 0x1FB7), (0x1FBC, 0x1FBC), (0x1FC2, 0x1FC4), (0x1FC6, 0x1FC7),
        (0x1FCC, 0x1FCC), (0x1FD2, 0x1FD3), (0x1FD6, 0x1FD7), (0x1FE2, 0x1FE4), (0x1FE6, 0x1FE7), (0x1FF2, 0x1FF4),
        (0x1FF6, 0x1FF7), (0x1FFC, 0x1FFC), (0xFB00, 0xFB06), (0xFB13, 0xFB17),
    ]);

    public static bool FoldsToSeveral(int letter) => Several.Contains(letter);

    /// <summary>Lets runs of letters without case match the one letter that folds into them too.</summary>
    /// <param name="parts">The parts of a sequence.</param>
    public static List<PatternNode> Join(List<PatternNode> parts)
    {
        var joined = new List<PatternNode>(parts.Count);
        for (var at = 0; at < parts.Count;)
        {
            var (run, letters) = Runs.FirstOrDefault(entry => IsAt(parts, at, entry.Run));
            if (run is null)
            {
                joined.Add(parts[at++]);
                continue;
            }

            joined.Add(new Choice(
                [new Sequence(parts.GetRange(at, run.Length)), new Letter(CodePointSet.OfLetters(letters))]));
            at += run.Length;
        }

        return joined;
    }

    private static bool IsAt(List<PatternNode> parts, int at, string run)
    {
        if (at + run.Length > parts.Count)
        {
            return false;
        }

        for (var i = 0; i < run.Length; i++)
        {
            if (parts[at + i] is not Letter letter || letter.FoldedLetter != run[i])
            {
                return false;
            }
        }

        return true;
    }
}
