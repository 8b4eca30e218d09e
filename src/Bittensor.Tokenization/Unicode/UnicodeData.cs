using System.Globalization;

namespace Bittensor.Tokenization.Unicode;

/// <summary>The tables that normalization needs, from normalization.txt beside this file.</summary>
internal sealed class UnicodeData
{
    private readonly Dictionary<int, int> _classes = [];
    private readonly Dictionary<int, int[]> _canonical = [];
    private readonly Dictionary<int, int[]> _compatible = [];
    private readonly Dictionary<(int First, int Second), int> _composites = [];

    /// <summary>Reads the resource.</summary>
    public static UnicodeData Load()
    {
        using var stream = typeof(UnicodeData).Assembly.GetManifestResourceStream("normalization.txt")
            ?? throw new InvalidOperationException("The assembly lacks its resource normalization.txt.");
        using var reader = new StreamReader(stream);
        var data = new UnicodeData();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                data.Add(line.Split(' '));
            }
        }

        return data;
    }

    /// <summary>The combining class; 0 for a letter that stands by itself.</summary>
    public int Class(int letter) => letter < 0x300 ? 0 : _classes.GetValueOrDefault(letter);

    /// <summary>What a letter decomposes into by one step, or null.</summary>
    public int[]? Decomposition(int letter, bool isCompatible) =>
        letter < 0xA0 ? null
        : _canonical.TryGetValue(letter, out var parts) || (isCompatible && _compatible.TryGetValue(letter, out parts)) ? parts
        : null;

    /// <summary>What two letters compose into, or null.</summary>
    public int? Composite(int first, int second) => _composites.TryGetValue((first, second), out var letter) ? letter : null;

    private void Add(string[] fields)
    {
        if (fields.Length == 2)
        {
            var dash = fields[0].IndexOf('-', StringComparison.Ordinal);
            var first = Hex(dash < 0 ? fields[0] : fields[0][..dash]);
            var last = dash < 0 ? first : Hex(fields[0][(dash + 1)..]);
            for (var letter = first; letter <= last; letter++)
            {
                _classes[letter] = int.Parse(fields[1], CultureInfo.InvariantCulture);
            }

            return;
        }

        var parts = Array.ConvertAll(fields[2..], Hex);
        (fields[1] == "~" ? _compatible : _canonical)[Hex(fields[0])] = parts;
        if (fields[1] == "=")
        {
            _composites[(parts[0], parts[1])] = Hex(fields[0]);
        }
    }

    private static int Hex(string text) => int.Parse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
