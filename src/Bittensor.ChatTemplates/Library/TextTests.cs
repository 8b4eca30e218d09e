using System.Globalization;
using System.Text;
using Bittensor.ChatTemplates.Values;

namespace Bittensor.ChatTemplates.Library;

/// <summary>Questions about characters, as Python's <c>is...</c> methods answer them.</summary>
internal static class TextTests
{
    public static bool IsLetter(int code) => Characters.Category(code) is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter
        or UnicodeCategory.TitlecaseLetter or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter;

    public static bool IsDecimal(int code) => Characters.Category(code) == UnicodeCategory.DecimalDigitNumber;

    public static bool IsDigit(int code) =>
        Rune.IsValid(code) && CharUnicodeInfo.GetDigitValue(new Rune(code).ToString(), 0) >= 0;

    public static bool IsNumeric(int code) =>
        Rune.IsValid(code) && CharUnicodeInfo.GetNumericValue(new Rune(code).ToString(), 0) != -1;

    public static bool IsIdentifier(string text)
    {
        for (var i = 0; i < text.Length; i += Characters.LengthAt(text, i))
        {
            var code = Characters.CodeAt(text, i);
            var isStart = code == '_' || IsLetter(code) || Characters.Category(code) == UnicodeCategory.LetterNumber;
            var isPart = isStart || (i > 0 && Characters.Category(code) is UnicodeCategory.DecimalDigitNumber
                or UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.ConnectorPunctuation);
            if (!isPart)
            {
                return false;
            }
        }
        return text.Length > 0;
    }

    public static bool IsLower(string text) => HasCase(text, UnicodeCategory.LowercaseLetter);

    public static bool IsUpper(string text) => HasCase(text, UnicodeCategory.UppercaseLetter);

    public static bool IsTitle(string text)
    {
        var isInWord = false;
        var found = false;
        for (var i = 0; i < text.Length; i += Characters.LengthAt(text, i))
        {
            var category = Characters.Category(Characters.CodeAt(text, i));
            var isUpper = category is UnicodeCategory.UppercaseLetter or UnicodeCategory.TitlecaseLetter;
            var isCased = isUpper || category == UnicodeCategory.LowercaseLetter;
            if (isCased && isUpper == isInWord)
            {
                return false;
            }
            isInWord = isCased;
            found |= isCased;
        }
        return found;
    }

    private static bool HasCase(string text, UnicodeCategory wanted)
    {
        var found = false;
        for (var i = 0; i < text.Length; i += Characters.LengthAt(text, i))
        {
            var code = Characters.CodeAt(text, i);
            if (Characters.Category(code) == wanted)
            {
                found = true;
            }
            else if (Casing.IsCased(code))
            {
                return false;
            }
        }
        return found;
    }
}
