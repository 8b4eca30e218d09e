using Bittensor.LocalNetwork.SimulatedAxons.Population;

namespace Bittensor.LocalNetwork.SimulatedAxons.Behaviours;

/// <summary>The behaviours there are, and how many axons have each.</summary>
internal static class BehaviourMix
{
    /// <summary>Serves the same model as its neighbours.</summary>
    public static readonly IBehaviour Copy = new AnswersAfter("Copy", TimeSpan.Zero);

    private const int Period = 64;

    /// <summary>Of every 64 axons: eight copies, one of each kind below that misbehaves, and the rest prompt.</summary>
    private static readonly IBehaviour[] Others =
    [
        .. Enumerable.Repeat(Copy, SimulatedNetwork.CopiesOfAModel),
        new AnswersAfter("Slow", TimeSpan.FromSeconds(3)),
        new Trickles(),
        new Refuses(),
        new BreaksOff(),
        new Garbage(),
        new Floods(),
        new Tampers("MassOverOne", Tampering.MassOverOne),
        new Tampers("ProbabilityOverOne", Tampering.ProbabilityOverOne),
        new Tampers("Negative", Tampering.Negative),
        new Tampers("NotANumber", Tampering.NotANumber),
        new Tampers("IdOutOfRange", Tampering.IdOutOfRange),
        new Tampers("OtherBatch", Tampering.OtherBatch),
    ];

    private static readonly IBehaviour Prompt = new AnswersAfter("Prompt", TimeSpan.Zero);

    /// <summary>All of them.</summary>
    public static IEnumerable<IBehaviour> All => Others.Append(Prompt).Distinct();

    /// <summary>Behaviour of the n-th axon, before they are shuffled.</summary>
    /// <param name="rank">0 or more.</param>
    public static IBehaviour OfRank(int rank) => (rank % Period) - (Period - Others.Length) is >= 0 and var other ? Others[other] : Prompt;
}
