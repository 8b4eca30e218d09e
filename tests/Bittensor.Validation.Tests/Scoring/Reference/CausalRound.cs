using System.Collections.Concurrent;
using System.Text.Json;
using Bittensor.Protocol;
using Bittensor.Testing.Vectors;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Tests;

/// <summary>One run of the reference's textcausallm, with answers that come from its seed.</summary>
/// <param name="Vector">All of it.</param>
/// <param name="Tokens">Tokens of each task, seen and held back.</param>
/// <param name="Axons">Answers, with what the reference found.</param>
internal sealed record CausalRound(JsonElement Vector, int[][] Tokens, IReadOnlyList<(TopKDistributions Answer, JsonElement Stats)> Axons)
{
    private static readonly JsonElement Vectors = VectorFolder.Default.Read("08_validator").GetProperty("textcausallm");
    private static readonly VectorFormulas Formulas = VectorFolder.Default.Formulas;
    private static readonly ConcurrentDictionary<string, Lazy<CausalRound>> Rounds = new();

    /// <summary>Runs in which no answer was changed by hand.</summary>
    public static IReadOnlyList<string> Names => [.. Vectors.EnumerateArray().Where(IsRegular).Select(NameOf)];

    /// <summary>Whether answers went through the wire: its floor is a float32 difference in the reference.</summary>
    public bool IsWire => Vector.GetProperty("responses").GetString()!.Contains("topk=512", StringComparison.Ordinal);

    public int SequenceLength => Vector.GetProperty("S").GetInt32();

    public static CausalRound Get(string name) => Rounds.GetOrAdd(name, key => new(() => Of(Vectors.EnumerateArray().Single(vector => NameOf(vector) == key)))).Value;

    public double Number(string property) => Vector.GetProperty(property).GetDouble();

    /// <summary>Losses at every visible position of every task, or at the held-back tokens; shape [axons][targets].</summary>
    public double[][] Losses(bool heldBack) => [.. Axons.Select(axon => Tokens.SelectMany((tokens, item) =>
    {
        var losses = CausalLMLoss.AtPositions(axon.Answer, item, tokens, SequenceLength);
        return heldBack ? losses[^1..] : losses[..^1];
    }).ToArray())];

    /// <summary>A distribution over all of a vocabulary.</summary>
    public static TopKDistributions Softmax(float[] logits, int vocabulary)
    {
        var rows = logits.Length / vocabulary;
        var probabilities = logits.Chunk(vocabulary).SelectMany(row =>
        {
            var sum = row.Sum(logit => Math.Exp(logit));
            return row.Select(logit => (float)(Math.Exp(logit) / sum));
        });
        int[] ids = [.. Enumerable.Range(0, rows).SelectMany(_ => Enumerable.Range(0, vocabulary))];
        return new(rows, vocabulary, vocabulary, ids, [.. probabilities]);
    }

    private static string NameOf(JsonElement vector) => vector.GetProperty("name").GetString()!;

    /// <summary>Where an answer was changed by hand, one dropped out.</summary>
    private static bool IsRegular(JsonElement vector) =>
        vector.GetProperty("responses").ValueKind == JsonValueKind.String
        && vector.GetProperty("responses").GetString()!.StartsWith("endpoint e: logits(seed+1+e", StringComparison.Ordinal)
        && vector.GetProperty("stats").EnumerateObject().All(axon => axon.Value.TryGetProperty("loss", out _));

    private static CausalRound Of(JsonElement vector)
    {
        int Number(string property) => vector.GetProperty(property).GetInt32();
        var (batch, length, vocabulary, seed) = (Number("B"), Number("S"), Number("V"), Number("seed"));
        var all = length + Number("validation_len");
        int[][] tokens = [.. Formulas.Ints(seed, batch * all, vocabulary).Chunk(all)];
        int[] next = [.. tokens.SelectMany(row => row[1..(length + 1)])];
        var empty = new CausalRound(vector, tokens, []);
        var axons = Enumerable.Range(0, Number("endpoints")).Select(endpoint =>
        {
            var bonus = vector.GetProperty("bonus")[0].GetDouble() + (vector.GetProperty("bonus")[1].GetDouble() * endpoint);
            var answer = Softmax(Formulas.Logits(seed + 1 + endpoint, batch * length, vocabulary, next, bonus), vocabulary);
            return (empty.IsWire ? Top512(answer) : answer, vector.GetProperty("stats").GetProperty(vector.GetProperty("uids")[endpoint].GetRawText()));
        });
        return empty with { Axons = [.. axons] };
    }

    /// <summary>What the wire keeps; the reference decodes it into a vocabulary that has one token more than GPT-2.</summary>
    private static TopKDistributions Top512(TopKDistributions full)
    {
        int[][] kept = [.. full.Probabilities.Chunk(full.TopK).Select(row => row.Index().OrderByDescending(p => p.Item).Take(512).Select(p => p.Index).ToArray())];
        return new(full.Rows, 512, full.VocabularySize + 1, [.. kept.SelectMany(ids => ids)], [.. kept.SelectMany((ids, row) => ids.Select(id => full.ProbabilitiesOf(row)[id]))]);
    }
}
