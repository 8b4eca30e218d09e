using System.Globalization;
using System.Text;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>One entry of a SentencePiece vocabulary.</summary>
/// <param name="Text">Its letters, "▁" for a space.</param>
/// <param name="Score">Log-probability (Unigram), or minus the rank of its merge (BPE).</param>
/// <param name="Kind">What it stands for.</param>
internal readonly record struct Piece(string Text, float Score, PieceKind Kind)
{
    /// <summary>The letter that stands for a space.</summary>
    public const char Space = '\u2581';

    /// <summary>The bytes it adds in the middle of a text.</summary>
    public byte[] ToBytes() => Kind == PieceKind.Byte && TryReadByte(Text, out var value)
        ? [value]
        : Encoding.UTF8.GetBytes(Text.Replace(Space, ' '));

    /// <summary>Whether a name is that of a byte, such as "&lt;0x0A&gt;".</summary>
    public static bool TryReadByte(string text, out byte value)
    {
        value = 0;
        return text.Length == 6 && text.StartsWith("<0x", StringComparison.Ordinal) && text[5] == '>'
            && byte.TryParse(text.AsSpan(3, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }
}
