namespace Bittensor.Experiments;

/// <summary>A sample model and what it answered.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Card">Its size and true loss.</param>
/// <param name="Training">Answers to the rounds that decoders are trained on.</param>
/// <param name="Test">Answers to the rounds that it is measured by.</param>
internal sealed record SampleAxon(string Name, TrainingCard Card, IReadOnlyList<RoundAnswers> Training, IReadOnlyList<RoundAnswers> Test)
{
    /// <summary>Answers to all rounds.</summary>
    public IEnumerable<RoundAnswers> Rounds => Training.Concat(Test);

    /// <summary>Losses of TextCausalLMNext, what scores are made of; in nats, shape [rounds][tasks].</summary>
    public double[][] NextLosses() => [.. Rounds.Select(round => Losses.OfNext(round.ReadNext(), round))];
}
