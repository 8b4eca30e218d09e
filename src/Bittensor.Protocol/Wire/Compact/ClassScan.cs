using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Finds the members of a class among all ids, thirty-two at a look.</summary>
internal static class ClassScan
{
    private const int Width = 32;

    /// <summary>Turns positions within a class into ids.</summary>
    /// <param name="rowsWith">Rows with each id.</param>
    /// <param name="idClass">The class.</param>
    /// <param name="positions">Rising positions, each below the number of members; become ids.</param>
    public static void ToIds(ReadOnlySpan<byte> rowsWith, IdClass idClass, Span<int> positions)
    {
        var (next, members) = (0, 0);
        for (var from = idClass.From; next < positions.Length; from += Width)
        {
            var mask = MembersAt(rowsWith, idClass, from);
            var last = members + BitOperations.PopCount(mask);
            for (; next < positions.Length && positions[next] < last; next++)
            {
                positions[next] = from + BitAt(mask, positions[next] - members);
            }

            members = last;
        }
    }

    /// <summary>Turns ids into positions within their class.</summary>
    /// <param name="rowsWith">Rows with each id.</param>
    /// <param name="idClass">The class.</param>
    /// <param name="ids">Rising ids of the class; become positions.</param>
    public static void ToPositions(ReadOnlySpan<byte> rowsWith, IdClass idClass, Span<int> ids)
    {
        var (next, members) = (0, 0);
        for (var from = idClass.From; next < ids.Length; from += Width)
        {
            var mask = MembersAt(rowsWith, idClass, from);
            for (; next < ids.Length && ids[next] < from + Width; next++)
            {
                ids[next] = members + BitOperations.PopCount(mask & ((1u << (ids[next] - from)) - 1));
            }

            members += BitOperations.PopCount(mask);
        }
    }

    /// <summary>Members among thirty-two ids, a bit each; none behind the range.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint MembersAt(ReadOnlySpan<byte> rowsWith, IdClass idClass, int from)
    {
        var count = idClass.To - from;
        if (count >= Width)
        {
            var rows = Vector256.LoadUnsafe(ref MemoryMarshal.GetReference(rowsWith), (nuint)from);
            var above = rows - Vector256.Create((byte)idClass.Fewest); // wraps around below it
            return Vector256.Equals(Vector256.Min(above, Vector256.Create((byte)(idClass.Most - idClass.Fewest))), above)
                .ExtractMostSignificantBits();
        }

        var mask = 0u;
        for (var bit = 0; bit < count; bit++)
        {
            mask |= rowsWith[from + bit] >= idClass.Fewest && rowsWith[from + bit] <= idClass.Most ? 1u << bit : 0;
        }

        return mask;
    }

    /// <summary>Index of the n-th bit that is set.</summary>
    private static int BitAt(uint mask, int n)
    {
        if (Bmi2.IsSupported)
        {
            return BitOperations.TrailingZeroCount(Bmi2.ParallelBitDeposit(1u << n, mask));
        }

        for (; n > 0; n--)
        {
            mask &= mask - 1;
        }

        return BitOperations.TrailingZeroCount(mask);
    }
}
