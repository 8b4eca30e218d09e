using Bittensor.Validation.Examination;

namespace Bittensor.EndToEnd.Tests;

/// <summary>What an axon's statistics must be, computed again from its responses: moving averages with 0.1 for the newest value,
/// and the scaling law (8.8e13 / N)^0.076 above 1.69 nats, to the power of 0.5.</summary>
internal sealed class AxonTrace
{
    public double? Loss { get; private set; }

    public double Score { get; private set; }

    public int Queried { get; private set; }

    public int Answered { get; private set; }

    public long LastRound { get; private set; }

    /// <summary>Counts a response.</summary>
    /// <param name="response">The response.</param>
    /// <param name="difficulty">What the axons lost in the round beyond what they usually do: whoever failed counts as having lost
    /// that much more than usual too.</param>
    public void Add(AxonResult response, double difficulty)
    {
        if (!response.WasAsked)
        {
            return;
        }

        (Queried, LastRound) = (Queried + 1, response.RoundId.Number);
        var score = 0d;
        Loss += response.Measures is null ? 0.1 * difficulty : 0;
        if (response.Measures is { } measures)
        {
            Answered++;
            Loss = Loss is { } sofar ? (0.9 * sofar) + (0.1 * measures.Next.Loss) : measures.Next.Loss;
            score = Math.Sqrt(8.8e13 * Math.Pow(Math.Max(Loss.Value, 1.69), -1 / 0.076));
        }

        Score = (0.9 * Score) + (0.1 * score);
    }
}
