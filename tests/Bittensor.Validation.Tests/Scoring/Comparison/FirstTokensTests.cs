using Bittensor.Testing.Vectors;
using Bittensor.Validation.Scoring.Comparison;

namespace Bittensor.Validation.Tests;

public class FirstTokensTests
{
    [Fact] // 0.5 + 0.25 begin with 7; the floor of the 50254 unlisted tokens takes 50254e-6 of a total of 1.050254
    public void Of_PhrasesThatShareAToken_AddUpNormalized()
    {
        var found = FirstTokens.Of(Phrases.One(1e-6f, (0.5f, [7]), (0.25f, [7, 8]), (0.25f, [3])));

        Assert.Equal([0, 2], found.Offsets);
        Assert.Equal([3, 7], found.Tokens);
        Assert.Equal(0.25 / 1.050254, found.Probabilities[0], 1e-6);
        Assert.Equal(0.75 / 1.050254, found.Probabilities[1], 1e-6);
    }

    [Fact] // the reference drops a server whose answer has an empty phrase; its other phrases say as much as anybody's
    public void Of_EmptyPhrase_CountsForNoToken()
    {
        var found = FirstTokens.Of(Phrases.One(0, (0.5f, []), (0.5f, [1])));

        Assert.Equal([1], found.Tokens);
        Assert.Equal([0.5f], found.Probabilities);
    }

    [Fact]
    public void Of_MoreThanMost_KeepsMostProbable()
    {
        var found = FirstTokens.Of(Phrases.Of((0, [(0.5f, [9]), (0.3f, [1]), (0.2f, [2])]), (0, [(0.1f, [4]), (0.1f, [3]), (0.8f, [5])])), 2);

        Assert.Equal([1, 9, 3, 5], found.Tokens);
        Assert.Equal([0, 2, 4], found.Offsets);
    }

    [Fact]
    public void Of_NothingToNormalize_IsEmpty() => Assert.Equal([0, 0], FirstTokens.Of(Phrases.One(0, (0f, [1]))).Offsets);

    [Fact]
    public void Of_ReferenceTensor_MatchesTopkTokensToVocabSize()
    {
        var vector = VectorFolder.Default.Read("11_v370").GetProperty("topk_tokens_to_vocab_size");
        var expected = VectorFolder.Default.Array(vector.GetProperty("probs"));

        var found = FirstTokens.Of(PhraseLossVectorTests.ToPhrases(VectorFolder.Default.Array(vector.GetProperty("topk_tensor"))));

        for (var item = 0; item < found.Batch; item++)
        {
            var dense = new float[expected.Shape[1]];
            for (var entry = found.Offsets[item]; entry < found.Offsets[item + 1]; entry++)
            {
                dense[found.Tokens[entry]] = found.Probabilities[entry];
            }

            Assert.All(expected.Row(item).ToArray().Zip(dense), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
        }
    }

    public static TheoryData<FirstTokens, bool> Rows => new()
    {
        { new([0, 1, 2], [5, 6], [0.5f, 0.5f]), true },
        { new([0], [], []), true },
        { new([0, 2], [5], [0.5f]), false },
        { new([1, 1], [5], [0.5f]), false },
        { new([0, 2, 1], [5], [0.5f]), false },
        { new([0, 1], [50257], [0.5f]), false },
        { new([0, 1], [-1], [0.5f]), false },
        { new([0, 1], [5], [float.NaN]), false },
        { new([0, 1], [5], [1.5f]), false },
        { new([0, 1], [5], []), false },
        { new([], [], []), false },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void AreValid_Rows_TellsGoodFromBad(FirstTokens row, bool expected) => Assert.Equal(expected, row.AreValid());
}
