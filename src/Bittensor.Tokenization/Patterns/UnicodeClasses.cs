using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

namespace Bittensor.Tokenization.Patterns;

/// <summary>Classes of code points by name: general categories, which .NET knows (Unicode 16), and scripts and properties, which
/// it does not: from Unicode/classes.txt.</summary>
internal static class UnicodeClasses
{
    private static readonly string[] Abbreviations =
    [
        "lu", "ll", "lt", "lm", "lo", "mn", "mc", "me", "nd", "nl", "no", "zs", "zl", "zp", "cc", "cf", "cs", "co", "pc", "pd",
        "ps", "pe", "pi", "pf", "po", "sm", "sc", "sk", "so", "cn",
    ];

    private static readonly FrozenDictionary<string, string> CategoryNames = new Dictionary<string, string>
    {
        ["letter"] = "l", ["uppercaseletter"] = "lu", ["lowercaseletter"] = "ll", ["titlecaseletter"] = "lt",
        ["modifierletter"] = "lm", ["otherletter"] = "lo", ["casedletter"] = "lc",
        ["mark"] = "m", ["combiningmark"] = "m", ["nonspacingmark"] = "mn", ["spacingmark"] = "mc", ["enclosingmark"] = "me",
        ["number"] = "n", ["decimalnumber"] = "nd", ["letternumber"] = "nl", ["othernumber"] = "no",
        ["separator"] = "z", ["spaceseparator"] = "zs", ["lineseparator"] = "zl", ["paragraphseparator"] = "zp",
        ["other"] = "c", ["control"] = "cc", ["format"] = "cf", ["privateuse"] = "co", ["unassigned"] = "cn",
        ["punctuation"] = "p", ["connectorpunctuation"] = "pc", ["dashpunctuation"] = "pd", ["openpunctuation"] = "ps",
        ["closepunctuation"] = "pe", ["initialpunctuation"] = "pi", ["finalpunctuation"] = "pf", ["otherpunctuation"] = "po",
        ["symbol"] = "s", ["mathsymbol"] = "sm", ["currencysymbol"] = "sc", ["modifiersymbol"] = "sk", ["othersymbol"] = "so",
    }.ToFrozenDictionary();

    private static readonly Lazy<FrozenDictionary<string, string>> Lines = new(ReadLines);
    private static readonly ConcurrentDictionary<string, CodePointSet?> Known = new();
    private static readonly Lazy<byte[]> Categories = new(ReadCategories);
    private static readonly Lazy<CodePointSet> RustWords = new(() => Word.Union(CodePointSet.Of(0x200C, 0x200D)));
    private static readonly Lazy<CodePointSet> OnigurumaWords =
        new(() => Word.Union(CodePointSet.OfLetters("\u00B2\u00B3\u00B9\u00BC\u00BD\u00BE")));
    private static readonly Lazy<CodePointSet> Words =
        new(() => Find("alphabetic")!.Union(Find("m")!).Union(Find("nd")!).Union(Find("pc")!));

    /// <summary>White space.</summary>
    public static CodePointSet Space => Find("whitespace")!;

    /// <summary>Decimal digits.</summary>
    public static CodePointSet Digit => Find("nd")!;

    /// <summary>Word characters as UTS 18 has them, without its joiners.</summary>
    public static CodePointSet Word => Words.Value;

    /// <summary>Word characters of Rust's regex crate: the joiners are some.</summary>
    public static CodePointSet RustWord => RustWords.Value;

    /// <summary>Word characters of Oniguruma, to which six numbers of Latin-1 are some.</summary>
    public static CodePointSet OnigurumaWord => OnigurumaWords.Value;

    /// <summary>What Oniguruma means by a POSIX name, or null for a name it has not.</summary>
    /// <param name="name">Such as "alpha".</param>
    public static CodePointSet? Posix(string name) => name switch
    {
        "alnum" => Find("alphabetic")!.Union(Digit),
        "alpha" => Find("alphabetic"),
        "ascii" => CodePointSet.Of(0, 0x7F),
        "blank" => Find("zs")!.Union(CodePointSet.Of('\t')),
        "cntrl" => Find("cc"),
        "digit" => Digit,
        "graph" => Graph,
        "lower" => Find("lowercase"),
        "print" => Graph.Union(Find("zs")!),
        "punct" => Find("p")!.Union(Find("s")!),
        "space" => Space,
        "upper" => Find("uppercase"),
        "xdigit" => CodePointSet.FromRanges([('0', '9'), ('A', 'F'), ('a', 'f')]),
        "word" => Word,
        _ => null,
    };

    /// <summary>A category, script or property.</summary>
    /// <param name="name">Its long or short name; case, spaces, "_" and "-" do not count.</param>
    /// <returns>Null for a name that is not known here.</returns>
    public static CodePointSet? Find(string name) => Known.GetOrAdd(Plain(name), Read);

    /// <summary>The names in classes.txt that begin with a prefix.</summary>
    public static IEnumerable<string> Names(string prefix) =>
        Lines.Value.Keys.Where(name => name.StartsWith(prefix, StringComparison.Ordinal));

    private static CodePointSet Graph => Space.Union(Find("cc")!).Union(Find("cn")!).Complement();

    private static string Plain(string name) =>
        string.Concat(name.Where(letter => letter is not (' ' or '_' or '-'))).ToLowerInvariant();

    private static CodePointSet? Read(string name)
    {
        if (name == "any")
        {
            return CodePointSet.All;
        }

        if (name == "assigned")
        {
            return Find("cn")!.Complement();
        }

        var category = CategoryNames.GetValueOrDefault(name, name);
        if (category == "lc")
        {
            return Find("lu")!.Union(Find("ll")!).Union(Find("lt")!);
        }

        if (Abbreviations.Any(known => known.StartsWith(category, StringComparison.Ordinal)))
        {
            var isWanted = Array.ConvertAll(Abbreviations, known => known.StartsWith(category, StringComparison.Ordinal));
            return CodePointSet.Where(letter => isWanted[Categories.Value[letter]]);
        }

        return Lines.Value.TryGetValue(name, out var ranges) ? CodePointSet.FromRanges(ranges.Split(' ').Select(Range)) : null;
    }

    private static (int First, int Last) Range(string text)
    {
        var dash = text.IndexOf('-', StringComparison.Ordinal);
        var first = Hex(dash < 0 ? text : text[..dash]);
        return (first, dash < 0 ? first : Hex(text[(dash + 1)..]));
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);

    private static byte[] ReadCategories()
    {
        var categories = new byte[CodePointSet.Limit];
        for (var letter = 0; letter < categories.Length; letter++)
        {
            categories[letter] = (byte)CharUnicodeInfo.GetUnicodeCategory(letter);
        }

        return categories;
    }

    /// <summary>Reads lines such as "han,hani: 2E80-2E99 2E9B-2EF3".</summary>
    private static FrozenDictionary<string, string> ReadLines()
    {
        using var stream = typeof(UnicodeClasses).Assembly.GetManifestResourceStream("classes.txt")
            ?? throw new InvalidOperationException("The assembly lacks its resource classes.txt.");
        using var reader = new StreamReader(stream);
        var lines = new Dictionary<string, string>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith('#'))
            {
                continue;
            }

            var colon = line.IndexOf(':', StringComparison.Ordinal);
            foreach (var name in line[..colon].Split(','))
            {
                lines[name] = line[(colon + 2)..];
            }
        }

        return lines.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
