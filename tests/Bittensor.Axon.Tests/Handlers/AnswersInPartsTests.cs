using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests.Handlers;

/// <summary>An answer is the same, however many rows the model gives at once.</summary>
public class AnswersInPartsTests
{
    private static readonly string[] Texts = ["hello world", "bittensor world", "hello hello hello"];

    [Theory]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    [InlineData(false, 2)]
    public async Task Answer_RowsInParts_IsThatOfAllAtOnce(bool sameTokens, int rowsAtOnce)
    {
        ITextTokenizer tokenizer = sameTokens ? StandardTokenizer.Instance : new LetterTokenizer();
        var whole = new Server(new FakeModel(tokenizer) { HiddenSize = 2 });
        var inParts = new Server(new FakeModel(tokenizer) { HiddenSize = 2, RowsAtOnce = rowsAtOnce });

        var causal = await AskBothAsync(() => new TextCausalLM { Text = Texts, TopK = 4 });
        Assert.Equal(causal.Whole.Distributions!.Ids, causal.InParts.Distributions!.Ids);
        Assert.Equal(causal.Whole.Distributions.Probabilities, causal.InParts.Distributions.Probabilities);

        var next = await AskBothAsync(() => new TextCausalLMNext { Text = Texts, TopK = 4 });
        Assert.Equal(next.Whole.Phrases!.Tokens, next.InParts.Phrases!.Tokens);
        Assert.Equal(next.Whole.Phrases.Probabilities, next.InParts.Phrases.Probabilities);
        Assert.Equal(next.Whole.Phrases.Floors, next.InParts.Phrases.Floors);

        var states = await AskBothAsync(() => new TextLastHiddenState { Text = Texts });
        Assert.Equal(states.Whole.HiddenStates!.Values, states.InParts.HiddenStates!.Values);

        async Task<(T Whole, T InParts)> AskBothAsync<T>(Func<T> ask)
            where T : Synapse => (await whole.AnswerAsync(ask()), await inParts.AnswerAsync(ask()));
    }
}
