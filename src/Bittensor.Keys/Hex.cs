using System.Buffers;

namespace Bittensor.Keys;

/// <summary>Reads and writes hexadecimal digits after "0x", as keys and signatures are written.</summary>
internal static class Hex
{
    /// <summary>Writes bytes in lower case.</summary>
    /// <param name="bytes">At most some hundred bytes.</param>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<char> text = stackalloc char[2 + (bytes.Length * 2)];
        "0x".CopyTo(text);
        Convert.TryToHexStringLower(bytes, text[2..], out _);
        return new string(text);
    }

    /// <summary>Reads exactly as many bytes as fit.</summary>
    /// <param name="text">"0x" and two digits a byte, of either case.</param>
    /// <param name="bytes">Receives the bytes.</param>
    /// <returns>Whether the text is that and nothing else.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes)
    {
        return text.StartsWith("0x", StringComparison.Ordinal)
            && text.Length == 2 + (bytes.Length * 2)
            && Convert.FromHexString(text[2..], bytes, out _, out _) == OperationStatus.Done;
    }

    /// <summary>Reads exactly as many bytes as fit, from UTF-8.</summary>
    /// <param name="text">"0x" and two digits a byte, of either case.</param>
    /// <param name="bytes">Receives the bytes.</param>
    /// <returns>Whether the text is that and nothing else.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> text, Span<byte> bytes)
    {
        return text.StartsWith("0x"u8)
            && text.Length == 2 + (bytes.Length * 2)
            && Convert.FromHexString(text[2..], bytes, out _, out _) == OperationStatus.Done;
    }
}
