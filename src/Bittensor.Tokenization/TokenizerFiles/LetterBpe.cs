using System.Text;
using Bittensor.Tokenization.Merging;
using Bittensor.Tokenization.Splitting;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.TokenizerFiles;

/// <summary>Builds SentencePiece's BPE vocabularies, from merge rules or from scores.</summary>
internal static class LetterBpe
{
    /// <summary>Builds a vocabulary from rules, as tokenizer.json has them.</summary>
    /// <param name="pieces">The pieces by id.</param>
    /// <param name="merges">Pairs of pieces, the first to merge first.</param>
    /// <param name="unknown">Id of what cannot be spelt.</param>
    /// <param name="splitter">Cuts text into words.</param>
    public static Vocabulary FromMerges(
        IReadOnlyList<Piece> pieces, IReadOnlyList<(string Left, string Right)> merges, int? unknown, WordSplitter splitter)
    {
        var idOfName = Ids(pieces);
        var table = new MergeTable(merges.Count);
        for (var rank = 0; rank < merges.Count; rank++)
        {
            var (left, right) = merges[rank];
            table.Add(Id(left), Id(right), rank, Id(left + right));
        }

        return Build(pieces, idOfName, table, unknown, splitter);

        int Id(string name) =>
            idOfName.TryGetValue(name, out var id)
                ? id
                : throw new FormatException($"a merge rule needs '{name}', which is no token");
    }

    /// <summary>Builds a vocabulary from scores: whatever two pieces make a third may merge, the highest score first.</summary>
    public static Vocabulary FromScores(IReadOnlyList<Piece> pieces, int? unknown)
    {
        var idOfName = Ids(pieces);
        var rules = new List<(int Left, int Right, int Merged)>();
        for (var id = 0; id < pieces.Count; id++)
        {
            if (pieces[id].Kind == PieceKind.Normal)
            {
                AddSplits(pieces[id].Text, id, idOfName, rules);
            }
        }

        var rankOfScore = rules.Select(rule => pieces[rule.Merged].Score).Distinct().OrderDescending()
            .Select((score, rank) => (score, rank)).ToDictionary(pair => pair.score, pair => pair.rank);
        var table = new MergeTable(rules.Count);
        foreach (var (left, right, merged) in rules)
        {
            table.Add(left, right, rankOfScore[pieces[merged].Score], merged);
        }

        return Build(pieces, idOfName, table, unknown, new([]));
    }

    private static void AddSplits(
        string text, int merged, Dictionary<string, int> idOfName, List<(int Left, int Right, int Merged)> rules)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (idOfName.TryGetValue(text[..at], out var left) && idOfName.TryGetValue(text[at..], out var right))
            {
                rules.Add((left, right, merged));
            }
        }
    }

    private static Vocabulary Build(
        IReadOnlyList<Piece> pieces, Dictionary<string, int> idOfName, MergeTable table, int? unknown, WordSplitter splitter)
    {
        var idOfLetter = new Dictionary<Rune, int>();
        var idOfByte = new int[256];
        var bytes = 0;
        for (var id = 0; id < pieces.Count; id++)
        {
            if (pieces[id].Kind == PieceKind.Byte && Piece.TryReadByte(pieces[id].Text, out var value))
            {
                idOfByte[value] = id;
                bytes++;
            }
            else if (pieces[id].Kind == PieceKind.Normal && IsOneLetter(pieces[id].Text, out var letter))
            {
                idOfLetter.TryAdd(letter, id);
            }
        }

        var model = new LetterMergeModel(new(table), idOfLetter, bytes == 256 ? idOfByte : null, unknown, splitter);
        return new("sentencepiece", model)
        {
            Tokens = [.. pieces.Select((piece, id) => KeyValuePair.Create(id, piece.ToBytes()))],
            IdOfName = idOfName,
            Unknown = unknown,
        };
    }

    private static bool IsOneLetter(string text, out Rune letter) =>
        Rune.DecodeFromUtf16(text, out letter, out var length) == System.Buffers.OperationStatus.Done && length == text.Length;

    private static Dictionary<string, int> Ids(IReadOnlyList<Piece> pieces)
    {
        var idOfName = new Dictionary<string, int>(pieces.Count, StringComparer.Ordinal);
        for (var id = 0; id < pieces.Count; id++)
        {
            idOfName.TryAdd(pieces[id].Text, id);
        }

        return idOfName;
    }
}
