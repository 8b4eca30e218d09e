namespace Bittensor.Experiments.Tests.Embeddings;

public sealed class ReducedVocabularyTests
{
    private readonly ReducedVocabulary _vocabulary = new([7, 3, 7, 3, 3, 9]);

    [Fact]
    public void Classes_OneForEachTokenSeenTwice_AndOneForTheRest()
    {
        Assert.Equal(3, _vocabulary.Classes);
        Assert.Equal([0, 1, 2, 2], new[] { 3, 7, 9, 50000 }.Select(_vocabulary.ClassOf));
    }

    [Fact]
    public void LossWithinClass_OfTheRest_IsAnEvenShare()
    {
        Assert.Equal(0, _vocabulary.LossWithinClass(7));
        Assert.Equal(Math.Log(50255), _vocabulary.LossWithinClass(9), 1e-12);
    }
}
