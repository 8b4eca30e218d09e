using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests.Handlers;

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
    public async Task Answer_OtherVocabulary_IsTranslatedToStandardTokens()
    {
        var model = new FakeModel(new LetterTokenizer());
        var answer = (await new Server(model).AnswerAsync(new TextCausalLM { Text = ["hello world!"], TopK = 50 })).Distributions!;

        // "hello world!" is [hello][ world][!] for both. The row after "hello" is that of token 1; each server token gives what it has
        // to the first standard token of its text: "</s>" is the end of text to nobody, but "<", "/", "s", ">" in GPT-2's spelling.
        Assert.Equal(3, answer.Rows);
        var logits = model.Logits(1, 0);
        var total = logits.Sum(logit => Math.Exp(logit));
        var expected = LetterTokenizer.Texts.Select((text, id) => (First: StandardTokenizer.Instance.Encode(text)[0], P: Math.Exp(logits[id]) / total))
            .GroupBy(pair => pair.First).ToDictionary(group => group.Key, group => group.Sum(pair => pair.P));
        for (var rank = 0; rank < expected.Count; rank++)
        {
            Assert.Equal(expected[answer.IdsOf(0)[rank]], answer.ProbabilitiesOf(0)[rank], 1e-6);
        }
    }

    [Fact]
    public async Task Answer_FewerTokensThanAsked_ListsOthersOnceWithAShareOfWhatIsMissing()
    {
        var asked = new TextCausalLM { Text = ["hello abc hello"], TopK = 50257 };
        var answer = (await new Server(new FakeModel(new LetterTokenizer())).AnswerAsync(asked)).Distributions!;
        for (var row = 0; row < answer.Rows; row++)
        {
            Assert.Equal(50257, answer.IdsOf(row).ToArray().Distinct().Count());
            Assert.Equal(1, answer.ProbabilitiesOf(row).ToArray().Sum(p => (double)p), 1e-4);
            Assert.All(answer.ProbabilitiesOf(row).ToArray(), p => Assert.InRange(p, 0, 1));
        }
    }

    [Fact]
    public async Task Answer_OtherVocabulary_FirstSegmentPaddingAndCutTokensTellNothing()
    {
        // GPT-2 spells "bittensor" in several tokens and the model in one: what precedes its last token is predicted by nothing.
        int[] ids = [.. StandardTokenizer.Instance.Encode("bittensor world!")];
        var first = StandardTokenizer.Instance.Encode("bittensor").Count;
        var inputs = new WireTensor<long>([0, 0, .. ids.Select(id => (long)id)], 1, ids.Length + 2);
        var mask = new WireTensor<long>([0, 0, .. ids.Select(_ => 1L)], 1, ids.Length + 2);

        var whole = await AskAsync(cut: 0);
        Assert.Equal(Enumerable.Range(0, 2 + first - 1), Unknown(whole));
        Assert.Equal(Enumerable.Range(0, 2 + first), Unknown(await AskAsync(cut: 1)));

        async Task<TopKDistributions> AskAsync(int cut) =>
            (await new Server(new FakeModel(new LetterTokenizer()) { Cut = cut }).AnswerAsync(new TextCausalLM { Inputs = inputs, Mask = mask, TopK = 4 })).Distributions!;

        static IEnumerable<int> Unknown(TopKDistributions answer) =>
            Enumerable.Range(0, answer.Rows).Where(row => answer.ProbabilitiesOf(row)[0] == 1f / 50257);
    }

    [Fact]
    public async Task Answer_OtherVocabularyLogitIsNaN_IsInvalidResponse()
    {
        var model = new FakeModel(new LetterTokenizer()) { LogitsOf = (_, _) => [0, 0, 0, float.NaN, 0, 0, 0, 0, 0, 0] };
        var item = await new Server(model).AskAsync(new TextCausalLM { Text = ["hello world", "abc"] });
        Assert.Equal(ReturnCode.InvalidResponse, item.ReturnCode);
    }

    [Fact]
    public async Task Answer_SecondInstanceOfTheStandardVocabulary_IsNotTranslated()
    {
        // Equality is a matter of tokens: even what holds a part of a character (127) stays what it is.
        var asked = new TextCausalLM { Inputs = new([127, 250, 464], 1, 3), TopK = 9 };
        var own = (await new Server(new FakeModel(StandardTokenizer.Instance)).AnswerAsync(asked)).Distributions!;
        var other = (await new Server(new FakeModel(new SameTokens(StandardTokenizer.Instance))).AnswerAsync(asked)).Distributions!;
        Assert.Equal(own.Ids, other.Ids);
        Assert.Equal(own.Probabilities, other.Probabilities);
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
