namespace Bittensor.Tokenization.Tests.Translation;

/// <summary>What holds for the segments of any alignment.</summary>
internal static class SegmentAssert
{
    /// <summary>They follow each other without a gap from the first token to the last on both sides, and none has several tokens on
    /// both.</summary>
    /// <param name="segments">The segments, the one after the text included.</param>
    /// <param name="serverTokens">Server tokens, parts counted one by one.</param>
    /// <param name="standardTokens">Standard tokens.</param>
    public static void CoverBothSides(IReadOnlyList<AlignedSegment> segments, int serverTokens, int standardTokens)
    {
        var (server, standard) = (-1, -1);
        foreach (var segment in segments)
        {
            Assert.True(segment.ServerCount == 1 || segment.StandardCount == 1, $"{segment}");
            Assert.Equal(server + segment.ServerCount + segment.ServerOverlap, segment.Server);
            Assert.Equal(standard + segment.StandardCount + segment.StandardOverlap, segment.Standard);
            (server, standard) = (segment.Server, segment.Standard);
        }

        Assert.Equal((serverTokens, standardTokens), (server, standard));
    }
}
