namespace Bittensor.Tokenization.Tests.Translation;

/// <summary>Standard tokens such as no text would give: pieces of texts of many kinds, tokens that hold parts of characters, ends of
/// text, spaces where none belong.</summary>
internal static class AnyTokens
{
    private static readonly string[] Pieces =
    [
        "The value", " returns", "  ", "\n\n\t", "getOrAdd(x => x.Id);", "1234567", " 3.14e-9", "don't", " they'd've", "Überraschend", "naïve café",
        "e\u0301\u0302", "o\u0308", "漢字かな", " 東京は", "한국어", "हिन्दी", "עברית", "🚀", " 👩‍👩‍👧‍👦", "🇩🇪", "\u200B", "\u0000", "ﬁ", "Ａ", "\uFFFD", "…", "—", " ", "a",
        "<s>", "[SEP]", "##ing", "▁the", "İI", "ǆ",
    ];

    /// <summary>Tokens that follow from a number.</summary>
    public static int[] Of(int seed)
    {
        var random = new Random(seed);
        var ids = new List<int>();
        for (var piece = random.Next(12); piece >= 0; piece--)
        {
            switch (random.Next(8))
            {
                case 0:
                    ids.Add(random.Next(256)); // a byte
                    break;
                case 1:
                    ids.Add(random.Next(50257));
                    break;
                case 2 when random.Next(4) == 0:
                    ids.Add(50256);
                    break;
                default:
                    ids.AddRange(StandardTokenizer.Instance.Encode(Pieces[random.Next(Pieces.Length)]));
                    break;
            }
        }

        return [.. ids];
    }
}
