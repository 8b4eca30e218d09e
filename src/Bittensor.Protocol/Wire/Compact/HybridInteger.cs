using System.Numerics;
using System.Runtime.CompilerServices;

namespace Bittensor.Protocol.Wire.Compact;

/// <summary>Numbers as a symbol, which a prefix code makes short, and bits that are written as they are.</summary>
/// <remarks>Numbers below 16 are symbols of their own. Of others the symbol tells the highest three bits and how many follow.</remarks>
internal static class HybridInteger
{
    /// <summary>Number of symbols; numbers go up to 2^25 - 1.</summary>
    public const int Symbols = Direct + (4 * (MaxBits - DirectBits));

    /// <summary>Largest number.</summary>
    public const int Max = (1 << MaxBits) - 1;

    private const int MaxBits = 25, DirectBits = 4, Direct = 1 << DirectBits;

    /// <summary>The symbol of a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int SymbolOf(int value)
    {
        if (value < Direct)
        {
            return value;
        }

        var high = BitOperations.Log2((uint)value);
        return Direct + (4 * (high - DirectBits)) + ((value >> (high - 2)) & 3);
    }

    /// <summary>Bits that follow a symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ExtraBits(int symbol) => symbol < Direct ? 0 : DirectBits - 2 + ((symbol - Direct) >> 2);

    /// <summary>Smallest number of a symbol.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Base(int symbol) => symbol < Direct ? symbol : (4 + (symbol & 3)) << ExtraBits(symbol);
}
