using Bittensor.Tokenization.Merging;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Vocabularies;
using Microsoft.ML.Tokenizers;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Builds byte-level BPE vocabularies.</summary>
internal static class ByteLevelBpe
{
    /// <summary>Builds a vocabulary whose words are merged by rules in order.</summary>
    /// <param name="idOfToken">Ids by tokens in byte letters.</param>
    /// <param name="merges">Pairs of tokens in byte letters, the first to merge first.</param>
    /// <param name="splitter">Cuts text into words.</param>
    /// <param name="keepsWholeWords">Whether a word that is a token stays whole, whatever the rules say.</param>
    public static Vocabulary Build(
        IReadOnlyDictionary<string, int> idOfToken,
        IReadOnlyList<(string Left, string Right)> merges,
        WordSplitter splitter,
        bool keepsWholeWords = false)
    {
        KeyValuePair<int, byte[]>[] tokens =
            [.. idOfToken.Select(pair => KeyValuePair.Create(pair.Value, ByteLetters.ToBytes(pair.Key)))];
        var bulk = new Lazy<ITokenModel>(
            () => ByteMergeModels.FromRules(tokens, [.. Rules(idOfToken, merges)], splitter, keepsWholeWords));
        return new("bpe", keepsWholeWords ? bulk.Value : Library(idOfToken, merges, splitter))
        {
            IdOfName = idOfToken,
            Tokens = tokens,
            Bulk = bulk,
        };
    }

    private static LibraryModel Library(
        IReadOnlyDictionary<string, int> idOfToken, IReadOnlyList<(string Left, string Right)> merges, WordSplitter splitter) =>
        new(BpeTokenizer.Create(new BpeOptions(idOfToken)
        {
            Merges = merges.Select(merge => $"{merge.Left} {merge.Right}"),
            PreTokenizer = splitter,
            ByteLevel = true,
        }));

    private static IEnumerable<(int Left, int Right, int Merged)> Rules(
        IReadOnlyDictionary<string, int> idOfToken, IReadOnlyList<(string Left, string Right)> merges)
    {
        foreach (var (left, right) in merges)
        {
            yield return (Id(left), Id(right), Id(left + right));
        }

        int Id(string name) =>
            idOfToken.TryGetValue(name, out var id)
                ? id
                : throw new FormatException($"a merge rule needs '{name}', which is no token");
    }
}
