using Bittensor.LocalNetwork.SimulatedAxons.Answers;
using Bittensor.LocalNetwork.SimulatedAxons.Behaviours;
using Bittensor.LocalNetwork.SimulatedAxons.Population;
using Bittensor.Protocol;
using Bittensor.Validation.Scoring.Losses;

namespace Bittensor.LocalNetwork.Tests.SimulatedAxons.Answers;

public sealed class SimulatedModelTests
{
    private const int Shown = 64;

    private static readonly int[][] Pieces = Support.Pieces(count: 200, tokens: Shown + 2);

    private static readonly TaskBatch Tasks = TaskBatch.Of(Support.Inputs(Pieces, Shown), Support.Text);

    [Fact]
    public void Answer_AnyModel_IsADistributionInDescendingOrder()
    {
        var phrases = Answer(loss: 3, topK: 40);

        for (var item = 0; item < phrases.Batch; item++)
        {
            var listed = phrases.ProbabilitiesOf(item).ToArray();
            Assert.Equal(listed.OrderDescending(), listed);
            Assert.Equal(1, listed.Sum(value => (double)value) + ((StandardVocabulary.Size - 40) * (double)phrases.Floors[item]), 1e-4);
        }
    }

    [Fact]
    public void Answer_AnyModel_ScoresWithTheLossesThatItShouldHave()
    {
        var phrases = Answer(loss: 3, topK: 40);
        int[][] targets = [.. Pieces.Select(piece => piece[Shown..])];

        var measured = PhraseLoss.PerTask(phrases, targets, PhraseLoss.FairFloors).Mean;

        Assert.Equal(SimulatedModel.Losses(Axon(3), Tasks).Average(), measured.Loss, 1e-4);
    }

    [Fact] // difficulty and noise of 200 tasks: a standard error of sqrt(0.5^2 + 0.85^2) / sqrt(200) = 0.07 nats
    public void Losses_ManyTasks_AverageToTheLossOfTheModel() =>
        Assert.InRange(SimulatedModel.Losses(Axon(4), Tasks).Average(), 3.75, 4.25);

    [Fact]
    public void Losses_SameModel_AreTheSameAndAnotherModelsAreNot()
    {
        Assert.Equal(SimulatedModel.Losses(Axon(3), Tasks), SimulatedModel.Losses(Axon(3) with { Index = 5 }, Tasks));
        Assert.NotEqual(SimulatedModel.Losses(Axon(3), Tasks), SimulatedModel.Losses(Axon(3) with { Model = 5 }, Tasks));
    }

    private static SimulatedAxon Axon(double loss) => new(0, BehaviourMix.Copy, 0, loss, TimeSpan.Zero);

    private static PhraseDistributions Answer(double loss, int topK) => SimulatedModel.Answer(Axon(loss), Tasks, topK).Phrases!;
}
