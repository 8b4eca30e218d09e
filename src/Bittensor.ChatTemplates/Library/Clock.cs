using System.Globalization;
using System.Text;

namespace Bittensor.ChatTemplates.Library;

/// <summary>Formats points in time as <c>strftime</c> does in the C locale.</summary>
internal static class Clock
{
    /// <summary>Formats a point in time.</summary>
    /// <param name="time">The point in time.</param>
    /// <param name="format">Format with directives such as <c>%d %b %Y</c>; unknown ones stay as they are.</param>
    public static string Format(DateTimeOffset time, string format)
    {
        var result = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 == format.Length)
            {
                result.Append(format[i]);
                continue;
            }
            i++;
            var flag = format[i] is '-' or '_' or '0' && i + 1 < format.Length ? format[i++] : ' ';
            var text = Directive(time, format[i]);
            if (text == null)
            {
                result.Append('%').Append(flag == ' ' ? "" : flag.ToString()).Append(format[i]);
            }
            else
            {
                result.Append(Flagged(text, flag));
            }
        }
        return result.ToString();
    }

    private static string Flagged(string text, char flag)
    {
        var isNumber = text.Length > 1 && text.All(c => char.IsAsciiDigit(c) || c == ' ');
        if (!isNumber || flag == ' ')
        {
            return text;
        }
        var digits = text.TrimStart('0', ' ');
        digits = digits.Length == 0 ? "0" : digits;
        return flag switch
        {
            '-' => digits,
            '_' => digits.PadLeft(text.Length),
            _ => digits.PadLeft(text.Length, '0'),
        };
    }

    private static string? Directive(DateTimeOffset time, char letter)
    {
        switch (letter)
        {
            case 'c':
                return Format(time, "%a %b %e %H:%M:%S %Y");
            case 'C':
                return (time.Year / 100).ToString("00", CultureInfo.InvariantCulture);
            case 'e':
                return time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2);
            case 'f':
                return time.ToString("ffffff", CultureInfo.InvariantCulture);
            case 'g':
                return (ISOWeek.GetYear(time.DateTime) % 100).ToString("00", CultureInfo.InvariantCulture);
            case 'G':
                return ISOWeek.GetYear(time.DateTime).ToString(CultureInfo.InvariantCulture);
            case 'j':
                return time.DayOfYear.ToString("000", CultureInfo.InvariantCulture);
            case 'k':
                return time.Hour.ToString(CultureInfo.InvariantCulture).PadLeft(2);
            case 'l':
                return (((time.Hour + 11) % 12) + 1).ToString(CultureInfo.InvariantCulture).PadLeft(2);
            case 'n':
                return "\n";
            case 's':
                return time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            case 't':
                return "\t";
            case 'u':
                return ((((int)time.DayOfWeek + 6) % 7) + 1).ToString(CultureInfo.InvariantCulture);
            case 'U':
                return ((time.DayOfYear + 6 - (int)time.DayOfWeek) / 7).ToString("00", CultureInfo.InvariantCulture);
            case 'V':
                return ISOWeek.GetWeekOfYear(time.DateTime).ToString("00", CultureInfo.InvariantCulture);
            case 'w':
                return ((int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture);
            case 'W':
                return ((time.DayOfYear + 6 - (((int)time.DayOfWeek + 6) % 7)) / 7).ToString("00", CultureInfo.InvariantCulture);
            case 'z' or 'Z':
                return ""; // datetime.now() has no time zone
            case '%':
                return "%";
            default:
                return Pattern(letter) is { } pattern ? time.ToString(pattern, CultureInfo.InvariantCulture) : null;
        }
    }

    private static string? Pattern(char letter) => letter switch
    {
        'a' => "ddd",
        'A' => "dddd",
        'b' or 'h' => "MMM",
        'B' => "MMMM",
        'd' => "dd",
        'D' or 'x' => "MM/dd/yy",
        'F' => "yyyy-MM-dd",
        'H' => "HH",
        'I' => "hh",
        'm' => "MM",
        'M' => "mm",
        'p' => "tt",
        'r' => "hh:mm:ss tt",
        'R' => "HH:mm",
        'S' => "ss",
        'T' or 'X' => "HH:mm:ss",
        'y' => "yy",
        'Y' => "yyyy",
        _ => null,
    };
}
