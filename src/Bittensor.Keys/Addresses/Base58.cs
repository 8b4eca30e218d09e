namespace Bittensor.Keys.Addresses;

/// <summary>Bytes as text in Bitcoin's base58: digits and letters without 0, O, I and l.</summary>
/// <remarks>Takes quadratic time; callers bound the length.</remarks>
internal static class Base58
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    /// <summary>Writes bytes as text.</summary>
    /// <param name="bytes">At most 64 bytes.</param>
    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        Span<byte> number = stackalloc byte[bytes.Length];
        bytes.CopyTo(number);
        Span<char> text = stackalloc char[bytes.Length * 2]; // a byte takes 1.37 letters
        var start = text.Length;
        while (number.ContainsAnyExcept((byte)0))
        {
            var remainder = 0;
            foreach (ref var digit in number)
            {
                var value = (remainder << 8) + digit;
                digit = (byte)(value / Alphabet.Length);
                remainder = value % Alphabet.Length;
            }

            text[--start] = Alphabet[remainder];
        }

        var zeros = CountLeading(bytes, (byte)0);
        start -= zeros;
        text.Slice(start, zeros).Fill(Alphabet[0]);
        return new string(text[start..]);
    }

    /// <summary>Reads text.</summary>
    /// <param name="text">At most some hundred letters.</param>
    /// <param name="bytes">Receives the bytes, from the first on.</param>
    /// <param name="length">Number of bytes received.</param>
    /// <returns>Whether every letter is one of the alphabet and the bytes fit.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> bytes, out int length)
    {
        length = 0;
        bytes.Clear();
        var used = 0; // bytes of the number so far, which stands at the end of the span
        foreach (var letter in text)
        {
            var carry = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (carry < 0)
            {
                return false;
            }

            for (var index = bytes.Length - 1; index >= bytes.Length - used; index--)
            {
                carry += bytes[index] * Alphabet.Length;
                bytes[index] = (byte)carry;
                carry >>= 8;
            }

            for (; carry > 0; carry >>= 8)
            {
                if (used == bytes.Length)
                {
                    return false;
                }

                used++;
                bytes[^used] = (byte)carry;
            }
        }

        var zeros = CountLeading(text, Alphabet[0]);
        if (zeros + used > bytes.Length)
        {
            return false;
        }

        length = zeros + used;
        bytes[^used..].CopyTo(bytes[zeros..]);
        bytes[..zeros].Clear();
        return true;
    }

    private static int CountLeading<T>(ReadOnlySpan<T> values, T value)
        where T : IEquatable<T>
    {
        var first = values.IndexOfAnyExcept(value);
        return first < 0 ? values.Length : first;
    }
}
