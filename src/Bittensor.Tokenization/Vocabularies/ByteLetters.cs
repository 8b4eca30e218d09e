using System.Text;

namespace Bittensor.Tokenization.Vocabularies;

/// <summary>The printable letter that stands for each byte in a byte-level vocabulary file, by GPT-2's table.</summary>
internal static class ByteLetters
{
    private const int FirstStandIn = 256;
    private static readonly char[] LetterOfByte = Letters();
    private static readonly Dictionary<char, byte> ByteOfLetter =
        Enumerable.Range(0, 256).ToDictionary(value => LetterOfByte[value], value => (byte)value);

    /// <summary>The bytes that a token's letters stand for; a token with other letters stands for itself.</summary>
    public static byte[] ToBytes(string token)
    {
        var bytes = new byte[token.Length];
        for (var i = 0; i < token.Length; i++)
        {
            if (!ByteOfLetter.TryGetValue(token[i], out bytes[i]))
            {
                return Encoding.UTF8.GetBytes(token);
            }
        }

        return bytes;
    }

    /// <summary>A text with a letter for each byte of its UTF-8 form.</summary>
    public static string FromText(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return string.Create(bytes.Length, bytes, static (letters, source) =>
        {
            for (var i = 0; i < letters.Length; i++)
            {
                letters[i] = LetterOfByte[source[i]];
            }
        });
    }

    private static char[] Letters()
    {
        var letters = new char[256];
        var standIn = FirstStandIn;
        for (var value = 0; value < letters.Length; value++)
        {
            var isPrintable = value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);
            letters[value] = (char)(isPrintable ? value : standIn++);
        }

        return letters;
    }
}
