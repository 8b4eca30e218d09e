using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization;

/// <summary>Every token of a server's vocabulary spelt in standard tokens. Built once a model.</summary>
public sealed class PhraseTable
{
    private readonly int[] _tokens;
    private readonly int[] _starts;

    private PhraseTable(int[] tokens, int[] starts) => (_tokens, _starts) = (tokens, starts);

    /// <summary>Number of server tokens.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>The standard tokens of one server token; none for an id that stands for nothing.</summary>
    /// <param name="serverToken">Server token id, 0 to <see cref="Count"/> - 1.</param>
    public ReadOnlySpan<int> this[int serverToken] => _tokens.AsSpan(_starts[serverToken].._starts[serverToken + 1]);

    /// <summary>Spells every server token's text with the standard tokenizer.</summary>
    /// <remarks>Where both vocabularies are the same, each token is its own phrase. (The reference spells the text even then,
    /// so that tokens that hold a part of a character turn into U+FFFD.)</remarks>
    /// <param name="server">The model's tokenizer.</param>
    /// <param name="standard">The network's tokenizer.</param>
    public static PhraseTable Build(ITextTokenizer server, ITextTokenizer standard)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(standard);
        return ReferenceEquals(server, standard) || (server.IsStandard && standard.IsStandard)
            ? Identity(standard.VocabularySize)
            : FromTexts(server, standard);
    }

    /// <summary>Spells texts even where both vocabularies are the same, as the reference does.</summary>
    internal static PhraseTable FromTexts(ITextTokenizer server, ITextTokenizer standard)
    {
        var tokens = new List<int>(server.VocabularySize * 2);
        var starts = new int[server.VocabularySize + 1];
        for (var id = 0; id < server.VocabularySize; id++)
        {
            if (standard is VocabularyTokenizer fast)
            {
                fast.Append(server.TokenText(id), tokens);
            }
            else
            {
                tokens.AddRange(standard.Encode(server.TokenText(id)));
            }

            starts[id + 1] = tokens.Count;
        }

        return new([.. tokens], starts);
    }

    private static PhraseTable Identity(int count) =>
        new([.. Enumerable.Range(0, count)], [.. Enumerable.Range(0, count + 1)]);
}
