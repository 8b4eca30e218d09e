using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests.Handlers;

public class TextLastHiddenStateHandlerTests
{
    [Fact]
    public async Task Answer_PaddedBatch_HasStatesAtTheirPlaces()
    {
        var server = new Server(new FakeModel(StandardTokenizer.Instance) { HiddenSize = 2 });
        var asked = new TextLastHiddenState { Inputs = new([0, 7, 5, 6], 2, 2), Mask = new([0, 1, 1, 1], 2, 2) };
        var states = (await server.AnswerAsync(asked)).HiddenStates!;
        Assert.Equal([2, 2, 2], states.Shape);
        float[] expected = [0, 0, 7, 7.001f, 5, 5.001f, 6.01f, 6.011f];
        Assert.All(expected.Zip(states.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public async Task Answer_OtherVocabulary_HasStatesOfTheTokensThatEndThere()
    {
        // The model has [hello][ world] (1, 2) where GPT-2 has the same; "bittensor" (3) is one token for several of GPT-2's.
        var several = StandardTokenizer.Instance.Encode("bittensor").Count;
        var server = new Server(new FakeModel(new LetterTokenizer()) { HiddenSize = 1 });
        var states = (await server.AnswerAsync(new TextLastHiddenState { Text = ["hello world", "bittensor world"] })).HiddenStates!;
        Assert.Equal([2, several + 1, 1], states.Shape);
        float[] expected = [1, 2.01f, .. new float[several - 1], .. Enumerable.Repeat(3f, several), 2.01f];
        Assert.All(expected.Zip(states.Values), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    [Fact]
    public async Task Answer_OtherVocabularyCutAtTheLeft_HasZerosThere()
    {
        var server = new Server(new FakeModel(new LetterTokenizer()) { HiddenSize = 1, Cut = 1 });
        var states = (await server.AnswerAsync(new TextLastHiddenState { Text = ["hello world"] })).HiddenStates!;
        Assert.Equal([0, 2.01f], states.Values);
    }

    [Fact]
    public async Task Answer_GraphWithoutStates_IsNotImplemented()
    {
        var item = await new Server(new FakeModel(StandardTokenizer.Instance)).AskAsync(new TextLastHiddenState { Inputs = new([1], 1, 1) });
        Assert.Equal(ReturnCode.NotImplemented, item.ReturnCode);
        Assert.Contains("hidden states", item.Failure!.Message, StringComparison.Ordinal);
    }
}
