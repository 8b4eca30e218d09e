using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests.Handlers;

/// <summary>A vocabulary of its own: some words, then letters; id 0 ends a text.</summary>
internal sealed class LetterTokenizer : ITextTokenizer
{
    public static readonly string[] Texts = ["</s>", "hello", " world", "bittensor", "a", "b", "c", " ", ".", "!"];

    public string Name => "letters-10";

    public int VocabularySize => Texts.Length;

    public SpecialTokens Special => new(null, 0, null, null, new Dictionary<string, int> { ["</s>"] = 0 });

    public bool IsStandard => false;

    public IReadOnlyList<int> Encode(string text)
    {
        var ids = new List<int>();
        for (var at = 0; at < text.Length;)
        {
            var id = Array.FindIndex(Texts, token => text.AsSpan(at).StartsWith(token, StringComparison.Ordinal));
            if (id >= 0)
            {
                ids.Add(id);
            }

            at += id >= 0 ? Texts[id].Length : 1;
        }

        return ids;
    }

    public string Decode(ReadOnlySpan<int> ids) => string.Concat(ids.ToArray().Select(id => Texts[id]));

    public string TokenText(int id) => Texts[id];

    public ReadOnlySpan<byte> TokenBytes(int id) => System.Text.Encoding.UTF8.GetBytes(Texts[id]);
}
