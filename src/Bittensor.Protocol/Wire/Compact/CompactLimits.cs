using Bittensor.Protocol.Wire.Binary;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>How much a compact answer may hold: checked before anything is allocated for it.</summary>
internal static class CompactLimits
{
    /// <summary>Most entries of an answer, and most tokens of its phrases.</summary>
    public const int MaxEntries = 1 << 24;

    /// <summary>Entries below which the flat form is written: codes and tables would take more than they save.</summary>
    private const int WorthIt = 256;

    /// <summary>Whether an answer is written in the compact form.</summary>
    /// <param name="entries">Entries of all rows.</param>
    /// <param name="vocabularySize">Ids are below it.</param>
    public static bool IsWorthIt(long entries, int vocabularySize) => entries >= WorthIt && Allow(entries, vocabularySize);

    /// <summary>Requires that an announced answer can be there. Every entry takes a bit at least.</summary>
    /// <exception cref="WireFormatException">It cannot; <see cref="WireFault.Malformed"/>.</exception>
    public static void Require(ref BlobReader reader, long entries, int topK, int vocabularySize)
    {
        if (!Allow(entries, vocabularySize) || topK > vocabularySize)
        {
            throw reader.Malformed(
                $"{entries} entries of {topK} a row and {vocabularySize} ids are announced; expected 1 to {MaxEntries}, no more a row than ids.");
        }

        if (entries / 8 > reader.Remaining)
        {
            throw reader.Malformed($"{entries} entries are announced but {reader.Remaining} bytes are left.");
        }
    }

    /// <summary>Reads the size of a step.</summary>
    /// <exception cref="WireFormatException">It is no positive number up to 1; <see cref="WireFault.Value"/>.</exception>
    public static float ReadStep(ref BlobReader reader)
    {
        var at = reader.Offset;
        return reader.ReadSingle("step") is > 0 and <= 1 and var step
            ? step
            : throw new WireFormatException(WireFault.Value, "The step is not above 0 and up to 1.", at);
    }

    private static bool Allow(long entries, int vocabularySize) =>
        entries is > 0 and <= MaxEntries && vocabularySize is > 0 and <= GapCode.MaxPlaces;
}
