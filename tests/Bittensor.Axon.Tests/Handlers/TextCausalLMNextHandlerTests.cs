using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests.Handlers;

public class TextCausalLMNextHandlerTests
{
    [Fact]
    public async Task Answer_OwnVocabulary_ListsAllOfItAsPhrases()
    {
        var model = new FakeModel(new LetterTokenizer());
        var answer = (await new Server(model).AnswerAsync(new TextCausalLMNext { Text = ["hello world", "abc"] })).Phrases!;

        Assert.Equal((2, 10), (answer.Batch, answer.TopK));
        Assert.Equal([0, 0], answer.Floors);
        var logits = model.Logits(2, 1); // " world" is token 2, at position 1
        var order = Enumerable.Range(0, 10).OrderByDescending(id => logits[id]).ToArray();
        for (var rank = 0; rank < 10; rank++)
        {
            Assert.Equal(StandardTokenizer.Instance.Encode(LetterTokenizer.Texts[order[rank]]), answer.Phrase(0, rank).ToArray());
        }

        Assert.Equal(1, answer.ProbabilitiesOf(0).ToArray().Sum(), 5);
        Assert.Contains(Enumerable.Range(0, 20), i => answer.Phrase(i / 10, i % 10).Length > 1); // "bittensor" is several tokens
    }

    [Fact]
    public async Task Answer_PartOfTheVocabulary_FloorIsMeanOfTheRest()
    {
        var model = new FakeModel(new LetterTokenizer()) { LogitsOf = (_, _) => [.. Enumerable.Range(1, 10).Select(i => MathF.Log(i / 55f))] };
        var answer = (await new Server(model).AnswerAsync(new TextCausalLMNext { Text = ["hello"], TopK = 4 })).Phrases!;
        Assert.All([10, 9, 8, 7], rank => Assert.Equal(rank / 55f, answer.Probabilities[10 - rank], 1e-6f));
        Assert.Equal((1 + 2 + 3 + 4 + 5 + 6) / 55f / 6, answer.Floors[0], 1e-6f);
    }

    [Fact]
    public async Task Answer_StandardIds_GoThroughTheirTextToAnotherVocabulary()
    {
        var server = new Server(new FakeModel(new LetterTokenizer()));
        long[] ids = [.. StandardTokenizer.Instance.Encode("hello world").Select(id => (long)id)];
        var fromIds = (await server.AnswerAsync(new TextCausalLMNext { Inputs = new(ids, 1, ids.Length) })).Phrases!;
        var fromText = (await server.AnswerAsync(new TextCausalLMNext { Text = ["hello world"] })).Phrases!;
        Assert.Equal(fromText.Tokens, fromIds.Tokens);
        Assert.Equal(fromText.Probabilities, fromIds.Probabilities);
    }

    [Fact]
    public async Task Answer_AnyBatch_RowIsAsAlone()
    {
        var server = new Server(new FakeModel(StandardTokenizer.Instance));
        var together = (await server.AnswerAsync(new TextCausalLMNext { Inputs = new([5, 6, 7, 8, 9, 9], 2, 3), TopK = 100 })).Phrases!;
        var alone = (await server.AnswerAsync(new TextCausalLMNext { Inputs = new([8, 9, 9], 1, 3), TopK = 100 })).Phrases!;
        Assert.Equal(alone.Probabilities, together.ProbabilitiesOf(1));
        Assert.Equal(alone.Tokens, together.Tokens[^alone.Tokens.Length..]);
    }

    [Fact]
    public async Task Answer_TextWithoutServerTokens_IsEmptyRequest()
    {
        var item = await new Server(new FakeModel(new LetterTokenizer())).AskAsync(new TextCausalLMNext { Text = ["hello", "???"] });
        Assert.Equal(ReturnCode.EmptyRequest, item.ReturnCode);
    }

    [Fact]
    public async Task Answer_LogitIsNaN_IsInvalidResponse()
    {
        var model = new FakeModel(new LetterTokenizer()) { LogitsOf = (_, _) => [0, 0, 0, float.NaN, 0, 0, 0, 0, 0, 0] };
        var item = await new Server(model).AskAsync(new TextCausalLMNext { Text = ["hello", "abc"] });
        Assert.Equal(ReturnCode.InvalidResponse, item.ReturnCode);
    }
}
