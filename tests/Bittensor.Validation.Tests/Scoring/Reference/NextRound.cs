using System.Text.Json;
using Bittensor.Protocol;
using Bittensor.Testing.Vectors;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.Validation.Tests;

/// <summary>One run of the reference's textcausallmnext.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Vector">All of it.</param>
/// <param name="Axons">Those whose answer the reference could measure, with what it found. A full-size run has no answers, only
/// their losses.</param>
internal sealed record NextRound(string Name, JsonElement Vector, IReadOnlyList<(PhraseDistributions? Answer, JsonElement Stats)> Axons)
{
    public bool HasAnswers => Vector.GetProperty("responses").ValueKind == JsonValueKind.Array;

    public int[][] Targets => [.. Vector.GetProperty("inputs").EnumerateArray().Select(
        row => row.EnumerateArray().Select(token => token.GetInt32()).ToArray()[^Vector.GetProperty("validation_len").GetInt32()..])];

    public static IReadOnlyList<NextRound> Read(string file) =>
        [.. VectorFolder.Default.Read(file).GetProperty("textcausallmnext").EnumerateArray().Select(Of)];

    public double Number(string property) => Vector.GetProperty(property).GetDouble();

    /// <summary>Losses task by task: by our own formula, or as the reference has them; shape [axons][B].</summary>
    public double[][] Losses() => HasAnswers
        ? [.. Axons.Select(axon => PhraseLoss.PerTask(axon.Answer!, Targets).Losses())]
        : [.. Vector.GetProperty("losses").EnumerateArray().Select(axon => axon[1].EnumerateArray().Select(VectorArray.Number).ToArray())];

    private static NextRound Of(JsonElement vector)
    {
        JsonElement StatsOf(JsonElement uid) => vector.GetProperty("stats").GetProperty(uid.GetRawText());
        var uids = vector.GetProperty("uids").EnumerateArray();
        var round = new NextRound(vector.GetProperty("name").GetString()!, vector, []);
        return round with
        {
            Axons = round.HasAnswers
                ? [.. vector.GetProperty("responses").EnumerateArray().Zip(uids).Select(pair => (pair.First, StatsOf(pair.Second))).Where(IsMeasured).Select(Read)]
                : [.. uids.Select(uid => ((PhraseDistributions?)null, StatsOf(uid)))],
        };
    }

    private static bool IsMeasured((JsonElement Response, JsonElement Stats) axon) =>
        axon.Response.ValueKind == JsonValueKind.Object && axon.Stats.TryGetProperty("loss_nxt", out _);

    private static (PhraseDistributions?, JsonElement) Read((JsonElement Response, JsonElement Stats) axon) =>
        (PhraseLossVectorTests.ToPhrases(VectorFolder.Default.Array(axon.Response)), axon.Stats);
}
