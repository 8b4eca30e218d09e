using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Bittensor.Keys.Bodies;

/// <summary>Writes values as Python's <c>str()</c> does, which is what the SDK hashes.</summary>
/// <remarks>
/// Which letters are written as escapes depends on the Unicode version: a letter that is newer than the other side's Python is
/// written as it is here and as an escape there. Two Pythons differ in the same way.
/// </remarks>
public static class PythonText
{
    /// <summary>Levels of lists and dictionaries that are written; JSON readers stop at 64 by default.</summary>
    public const int DeepestLevel = 256;

    /// <summary>Bytes that the longest single letter takes: an escape such as <c>\U0010ffff</c>.</summary>
    private const int LongestLetter = 10;

    private const int BufferSize = 512;

    /// <summary>Gives the text of a JSON value as Python reads it: null is None, true is True, an object is a
    /// dictionary.</summary>
    /// <param name="value">Any value. A number without fraction and exponent is an int of any size, others are floats.</param>
    /// <exception cref="KeyException">
    /// The value holds half a character (<c>"\ud800"</c>), which has no UTF-8, or more than <see cref="DeepestLevel"/> levels;
    /// <see cref="KeyFault.ValueMalformed"/>.
    /// </exception>
    public static string Of(JsonElement value)
    {
        var writer = new ArrayBufferWriter<byte>();
        Write(value, writer);
        return Encoding.UTF8.GetString(writer.WrittenSpan);
    }

    /// <summary>Gives the text of a float: the shortest digits that read back as the same number, "12.0", "1e-05", "1e+16",
    /// "inf".</summary>
    /// <param name="value">Any number.</param>
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
        {
            return NotFinite(value);
        }

        // .NET gives the same shortest digits; only where the exponent begins, and how it is written, differ.
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var (digits, exponent) = Split(shortest);
        var sign = double.IsNegative(value) ? "-" : "";
        return exponent is < -4 or >= 16 ? sign + WithExponent(digits, exponent) : sign + WithoutExponent(digits, exponent);
    }

    /// <summary>Writes the text of a JSON value as UTF-8; otherwise like <see cref="Of(JsonElement)"/>.</summary>
    /// <param name="value">Any value.</param>
    /// <param name="output">Receives the text.</param>
    internal static void Write(JsonElement value, IBufferWriter<byte> output)
    {
        if (value.ValueKind == JsonValueKind.String)
        {
            output.Write(Encoding.UTF8.GetBytes(Text(value))); // a text by itself is written without quotes
        }
        else
        {
            WriteRepresentation(value, output, level: 0);
        }
    }

    private static void WriteRepresentation(JsonElement value, IBufferWriter<byte> output, int level)
    {
        if (level > DeepestLevel)
        {
            throw new KeyException(KeyFault.ValueMalformed, $"The value has more than {DeepestLevel} levels.");
        }

        switch (value.ValueKind)
        {
            case JsonValueKind.Array:
                WriteList(value, output, level);
                break;
            case JsonValueKind.Object:
                WriteDictionary(value, output, level);
                break;
            case JsonValueKind.String:
                WriteQuoted(Text(value), output);
                break;
            case JsonValueKind.Number:
                output.Write(Encoding.UTF8.GetBytes(Number(value.GetRawText())));
                break;
            case JsonValueKind.True:
                output.Write("True"u8);
                break;
            case JsonValueKind.False:
                output.Write("False"u8);
                break;
            default:
                output.Write("None"u8);
                break;
        }
    }

    private static void WriteList(JsonElement list, IBufferWriter<byte> output, int level)
    {
        var isFirst = true;
        output.Write("["u8);
        foreach (var item in list.EnumerateArray())
        {
            output.Write(isFirst ? ""u8 : ", "u8);
            isFirst = false;
            WriteRepresentation(item, output, level + 1);
        }

        output.Write("]"u8);
    }

    private static void WriteDictionary(JsonElement dictionary, IBufferWriter<byte> output, int level)
    {
        // A key given twice stands where it came first and has the value that came last.
        var entries = new OrderedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var property in dictionary.EnumerateObject())
        {
            entries[Name(property)] = property.Value;
        }

        var isFirst = true;
        output.Write("{"u8);
        foreach (var (name, value) in entries)
        {
            output.Write(isFirst ? ""u8 : ", "u8);
            isFirst = false;
            WriteQuoted(name, output);
            output.Write(": "u8);
            WriteRepresentation(value, output, level + 1);
        }

        output.Write("}"u8);
    }

    /// <summary>Single quotes, or double ones where the text has single ones only.</summary>
    private static void WriteQuoted(string text, IBufferWriter<byte> output)
    {
        var quote = text.Contains('\'', StringComparison.Ordinal) && !text.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var span = output.GetSpan(BufferSize);
        span[0] = (byte)quote;
        var written = 1;
        foreach (var letter in text.EnumerateRunes())
        {
            if (span.Length - written <= LongestLetter)
            {
                output.Advance(written);
                span = output.GetSpan(BufferSize);
                written = 0;
            }

            written += WriteLetter(letter, quote, span[written..]);
        }

        span[written] = (byte)quote;
        output.Advance(written + 1);
    }

    private static int WriteLetter(Rune letter, char quote, Span<byte> output)
    {
        switch (letter.Value)
        {
            case '\t':
                return Copy("\\t"u8, output);
            case '\n':
                return Copy("\\n"u8, output);
            case '\r':
                return Copy("\\r"u8, output);
            case '\\':
                return Copy("\\\\"u8, output);
        }

        if (letter.Value == quote)
        {
            output[0] = (byte)'\\';
            output[1] = (byte)quote;
            return 2;
        }

        return IsPrintable(letter) ? letter.EncodeToUtf8(output) : WriteEscape(letter.Value, output);
    }

    private static int WriteEscape(int code, Span<byte> output)
    {
        if (code <= 0xff)
        {
            return WriteEscape(code, 'x', 2, output);
        }

        return code <= 0xffff ? WriteEscape(code, 'u', 4, output) : WriteEscape(code, 'U', 8, output);
    }

    private static int WriteEscape(int code, char kind, int digits, Span<byte> output)
    {
        output[0] = (byte)'\\';
        output[1] = (byte)kind;
        for (var index = 0; index < digits; index++)
        {
            var digit = (code >> (4 * (digits - 1 - index))) & 0xf;
            output[2 + index] = (byte)"0123456789abcdef"[digit];
        }

        return 2 + digits;
    }

    /// <summary>Python's <c>str.isprintable</c>: everything but controls, separators, the unassigned and the private; the space
    /// is.</summary>
    private static bool IsPrintable(Rune letter)
    {
        switch (Rune.GetUnicodeCategory(letter))
        {
            case UnicodeCategory.Control:
            case UnicodeCategory.Format:
            case UnicodeCategory.PrivateUse:
            case UnicodeCategory.OtherNotAssigned:
            case UnicodeCategory.LineSeparator:
            case UnicodeCategory.ParagraphSeparator:
                return false;
            case UnicodeCategory.SpaceSeparator:
                return letter.Value == ' ';
            default:
                return true;
        }
    }

    private static int Copy(ReadOnlySpan<byte> bytes, Span<byte> output)
    {
        bytes.CopyTo(output);
        return bytes.Length;
    }

    private static string Number(string text)
    {
        if (text.AsSpan().IndexOfAny('.', 'e', 'E') >= 0)
        {
            return Of(double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture));
        }

        return text == "-0" ? "0" : text;
    }

    private static string NotFinite(double value)
    {
        if (double.IsNaN(value))
        {
            return "nan";
        }

        return value > 0 ? "inf" : "-inf";
    }

    /// <summary>Splits "1.5E-07" or "0.00012" into its digits without zeros around them and the power of ten of the
    /// first.</summary>
    private static (string Digits, int Exponent) Split(string shortest)
    {
        var end = shortest.IndexOf('E', StringComparison.Ordinal);
        var written = end < 0 ? 0 : int.Parse(shortest.AsSpan(end + 1), CultureInfo.InvariantCulture);
        var mantissa = end < 0 ? shortest : shortest[..end];
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? mantissa.Length : point;
        var all = mantissa.Replace(".", "", StringComparison.Ordinal);
        var digits = all.TrimStart('0');
        var exponent = written + whole - 1 - (all.Length - digits.Length);
        return digits.Length == 0 ? ("0", 0) : (digits.TrimEnd('0'), exponent);
    }

    private static string WithExponent(string digits, int exponent)
    {
        var fraction = digits.Length > 1 ? $".{digits.AsSpan(1)}" : "";
        return $"{digits[0]}{fraction}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
    }

    private static string WithoutExponent(string digits, int exponent)
    {
        if (exponent < 0)
        {
            return $"0.{new string('0', -exponent - 1)}{digits}";
        }

        var whole = exponent + 1;
        return digits.Length > whole ? $"{digits.AsSpan(0, whole)}.{digits.AsSpan(whole)}" : $"{digits.PadRight(whole, '0')}.0";
    }

    private static string Text(JsonElement text)
    {
        try
        {
            return text.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw HalfCharacter(); // what JsonElement throws for "\ud800" and for bytes that are no UTF-8
        }
    }

    private static string Name(JsonProperty property)
    {
        try
        {
            return property.Name;
        }
        catch (InvalidOperationException)
        {
            throw HalfCharacter();
        }
    }

    private static KeyException HalfCharacter() =>
        new(KeyFault.ValueMalformed, "A text of the body holds half a character; expected valid Unicode.");
}
