using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Inference.Tests.Handlers;

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
    public async Task Answer_GraphWithoutStates_IsNotImplemented()
    {
        var item = await new Server(new FakeModel(StandardTokenizer.Instance)).AskAsync(new TextLastHiddenState { Inputs = new([1], 1, 1) });
        Assert.Equal(ReturnCode.NotImplemented, item.ReturnCode);
        Assert.Contains("hidden states", item.Failure!.Message, StringComparison.Ordinal);
    }
}
