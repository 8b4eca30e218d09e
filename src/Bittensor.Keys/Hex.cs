using System.Buffers;

namespace Bittensor.Keys;

/// <summary>Reads hexadecimal digits after "0x", as keys and signatures are written.</summary>
internal static class Hex
{
    /// <summary>Reads exactly as many bytes as fit.</summary>
    /// <param name="text">"0x" and two digits a byte, of either case.</param>
    /// <param name="bytes">Receives the bytes.</param>
    /// <returns>Whether the text is that and nothing else.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes) =>
        text.StartsWith("0x", StringComparison.Ordinal)
        && text.Length == 2 + (bytes.Length * 2)
        && Convert.FromHexString(text[2..], bytes, out _, out _) == OperationStatus.Done;

    /// <summary>Reads exactly as many bytes as fit, from UTF-8.</summary>
    /// <param name="text">"0x" and two digits a byte, of either case.</param>
    /// <param name="bytes">Receives the bytes.</param>
    /// <returns>Whether the text is that and nothing else.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes) =>
        text.StartsWith("0x"u8)
        && text.Length == 2 + (bytes.Length * 2)
        && Convert.FromHexString(text[2..], bytes, out _, out _) == OperationStatus.Done;
}
