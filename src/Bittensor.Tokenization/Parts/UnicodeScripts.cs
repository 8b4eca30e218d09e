using Bittensor.Tokenization.Patterns;

namespace Bittensor.Tokenization.Parts;

/// <summary>The script of each letter, numbered, as the table in Hugging Face's library (Unicode 9) has it.</summary>
internal static class UnicodeScripts
{
    private const string Prefix = "script.", Moved = "hf.script.";

    /// <summary>The number of a letter without a script.</summary>
    private const int None = -1;

    private static readonly string[] Names = [.. UnicodeClasses.Names(Prefix).Order(StringComparer.Ordinal)];

    /// <summary>The numbers of the scripts of Japanese.</summary>
    public static int Han { get; } = NumberOf("han");

    /// <inheritdoc cref="Han"/>
    public static int Hiragana { get; } = NumberOf("hiragana");

    /// <inheritdoc cref="Han"/>
    public static int Katakana { get; } = NumberOf("katakana");

    /// <summary>Makes what finds the script of a code point; -1 for one without.</summary>
    public static Func<int, int> Finder()
    {
        var scripts = new short[CodePointSet.Limit];
        Array.Fill(scripts, (short)None);
        for (var i = 0; i < Names.Length; i++)
        {
            Fill(scripts, UnicodeClasses.Find(Names[i])!, (short)i);
        }

        Fill(scripts, UnicodeClasses.Find("hf.scripted")!.Complement(), None);
        foreach (var name in UnicodeClasses.Names(Moved))
        {
            Fill(scripts, UnicodeClasses.Find(name)!, (short)NumberOf(name[Moved.Length..]));
        }

        return letter => scripts[letter];
    }

    private static int NumberOf(string script) => Array.IndexOf(Names, Prefix + script);

    private static void Fill(short[] scripts, CodePointSet letters, short script)
    {
        foreach (var (first, last) in letters.Ranges())
        {
            Array.Fill(scripts, script, first, last - first + 1);
        }
    }
}
