using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Inference.Tests.Handlers;

public class TextCausalLMHandlerTests
{
    [Fact]
    public async Task Answer_Ids_ListsMostProbableOfEveryPosition()
    {
        var model = new FakeModel(StandardTokenizer.Instance);
        var asked = new TextCausalLM { Inputs = new([10, 20, 30, 40, 50, 60], 2, 3), TopK = 20 };
        var answer = (await new Server(model).AnswerAsync(asked)).Distributions!;

        Assert.Equal((6, 20), (answer.Rows, answer.TopK));
        for (var at = 0; at < 6; at++)
        {
            var logits = model.Logits((at + 1) * 10, at % 3);
            var total = logits.Sum(logit => Math.Exp(logit));
            var expected = Enumerable.Range(0, logits.Length).OrderByDescending(id => logits[id]).Take(20).ToArray();
            Assert.Equal(expected, answer.IdsOf(at));
            Assert.Equal(Math.Exp(logits[expected[0]]) / total, answer.ProbabilitiesOf(at)[0], 1e-7);
        }

        asked.ValidateAnswer(new TextCausalLM { Inputs = asked.Inputs, TopK = 20 });
    }

    [Fact]
    public async Task Answer_Padding_TellsNothingAndMovesNothing()
    {
        var server = new Server(new FakeModel(StandardTokenizer.Instance));
        var alone = (await server.AnswerAsync(new TextCausalLM { Inputs = new([7, 8], 1, 2), TopK = 5 })).Distributions!;
        var padded = (await server.AnswerAsync(new TextCausalLM
        {
            Inputs = new([0, 7, 8, 9, 7, 8, 0, 0], 2, 4),
            Mask = new([0, 1, 1, 1, 1, 1, 0, 0], 2, 4),
            TopK = 5,
        })).Distributions!;

        int[] places = [1, 2, 4, 5];
        Assert.All(places, at => Assert.Equal(alone.IdsOf((at - (at < 3 ? 1 : 0)) % 2), padded.IdsOf(at)));
        Assert.All(new[] { 0, 6, 7 }, at => Assert.All(padded.ProbabilitiesOf(at).ToArray(), p => Assert.Equal(1f / 50257, p)));
    }

    [Fact]
    public async Task Answer_TokensCutAtTheLeft_TellNothing()
    {
        var server = new Server(new FakeModel(StandardTokenizer.Instance) { Cut = 2 });
        var answer = (await server.AnswerAsync(new TextCausalLM { Inputs = new([1, 2, 3], 1, 3), TopK = 1 })).Distributions!;
        Assert.Equal([true, true, false], answer.Probabilities.Select(p => p == 1f / 50257));
    }

    [Fact]
    public async Task Answer_Texts_AreStandardTokens()
    {
        var server = new Server(new FakeModel(StandardTokenizer.Instance));
        var text = (await server.AnswerAsync(new TextCausalLM { Text = ["Hello world, again", "Hello"], TopK = 3 })).Distributions!;
        var ids = StandardTokenizer.Instance.Encode("Hello world, again");
        var same = (await server.AnswerAsync(new TextCausalLM { Inputs = new([.. ids.Select(id => (long)id)], 1, ids.Count), TopK = 3 })).Distributions!;
        Assert.Equal(2 * ids.Count, text.Rows);
        Assert.Equal(same.Ids, text.Ids[..same.Ids.Length]);
    }

    [Fact]
    public async Task Answer_OtherVocabulary_IsNotImplemented()
    {
        var item = await new Server(new FakeModel(new LetterTokenizer())).AskAsync(new TextCausalLM { Text = ["hello"] });
        Assert.Equal(ReturnCode.NotImplemented, item.ReturnCode);
    }

    [Fact]
    public async Task Answer_TooLarge_IsRefusedBeforeItIsComputed()
    {
        var model = new FakeModel(StandardTokenizer.Instance);
        var server = new Server(model, options => options.MaxAnswerEntries = 99);
        var item = await server.AskAsync(new TextCausalLM { Inputs = new([1, 2], 1, 2), TopK = 50 });
        Assert.Equal(ReturnCode.InvalidRequest, item.ReturnCode);
        Assert.Equal(0, model.Passes);
    }
}
