namespace Bittensor.Protocol.Tests;

public class ValidateAnswerTests
{
    private static readonly WireTensor<long> Inputs = new([1, 2, 3, 4], 2, 2);

    [Fact]
    public void TextCausalLM_AnswerFits_Passes()
    {
        Answer(new(4, 1, 50257, [0, 1, 2, 50256], [0, 1, .5f, .5f])).ValidateAnswer(new TextCausalLM { TopK = 1, Inputs = Inputs });
        Answer(new(6, 1, 50257, [0, 1, 2, 3, 4, 5], [0, 1, .5f, .5f, .5f, .5f])).ValidateAnswer(new TextCausalLM { TopK = 1, Text = ["a", "b"] });
    }

    [Fact]
    public void TextCausalLM_AnswerDoesNotFit_GivesCode()
    {
        var request = new TextCausalLM { TopK = 1, Inputs = Inputs };
        Assert.Equal(ReturnCode.EmptyResponse, Code(new TextCausalLM(), request));
        Assert.Equal(ReturnCode.ResponseShapeException, Code(Answer(new(3, 1, 50257, [0, 1, 2], [0, 1, 0])), request));
        Assert.Equal(ReturnCode.ResponseShapeException, Code(Answer(new(4, 2, 50257, new int[8], new float[8])), request));
        Assert.Equal(ReturnCode.ResponseShapeException, Code(Answer(new(4, 1, 50258, new int[4], new float[4])), request));
        Assert.Equal(ReturnCode.ResponseShapeException, Code(Answer(new(3, 1, 50257, new int[3], new float[3])), new TextCausalLM { TopK = 1, Text = ["a", "b"] }));
        Assert.Equal(ReturnCode.InvalidResponse, Code(Answer(new(4, 1, 50257, [0, 1, 2, 50257], new float[4])), request));
        Assert.Equal(ReturnCode.InvalidResponse, Code(Answer(new(4, 1, 50257, [0, 1, 2, -1], new float[4])), request));
        Assert.All(
            [float.NaN, float.PositiveInfinity, -1e-6f, 1.0001f],
            value => Assert.Equal(ReturnCode.InvalidResponse, Code(Answer(new(4, 1, 50257, new int[4], [0, 0, 0, value])), request)));
    }

    [Theory]
    [InlineData(.5f, .5005f, null)] // float32 sums may exceed 1 a little
    [InlineData(.5f, .502f, ReturnCode.InvalidResponse)]
    public void TextCausalLM_RowSums_MayBeOneAtMost(float first, float second, ReturnCode? expected)
    {
        var request = new TextCausalLM { TopK = 2, Inputs = new WireTensor<long>([1], 1, 1) };
        var answer = Answer(new(1, 2, 50257, [0, 1], [first, second]));

        Assert.Equal(expected, (Record.Exception(() => answer.ValidateAnswer(request)) as SynapseException)?.ReturnCode);
    }

    [Fact]
    public void TextCausalLMNext_AnswerDoesNotFit_GivesCode()
    {
        var request = new TextCausalLMNext { TopK = 2, Inputs = Inputs };
        var fits = new PhraseDistributions(2, 2, [1, 2, 3], [0, 1, 2, 2, 3], [.5f, .25f, .5f, .25f], [0, 1e-6f]);
        new TextCausalLMNext { Phrases = fits }.ValidateAnswer(request);
        new TextCausalLMNext { Phrases = fits }.ValidateAnswer(new TextCausalLMNext { TopK = 9, Inputs = Inputs }); // a small vocabulary
        Assert.Equal(ReturnCode.EmptyResponse, Code(new TextCausalLMNext(), request));
        Assert.Equal(ReturnCode.ResponseShapeException, Code(new TextCausalLMNext { Phrases = fits }, new TextCausalLMNext { TopK = 1, Inputs = Inputs }));
        Assert.Equal(ReturnCode.ResponseShapeException, Code(new TextCausalLMNext { Phrases = fits }, new TextCausalLMNext { TopK = 2, Text = ["a"] }));
        Assert.Equal(ReturnCode.InvalidResponse, Code(new TextCausalLMNext { Phrases = fits with { Tokens = [1, 2, 50257] } }, request));
        Assert.Equal(ReturnCode.InvalidResponse, Code(new TextCausalLMNext { Phrases = fits with { Floors = [0, float.NaN] } }, request));
        Assert.Equal(ReturnCode.InvalidResponse, Code(new TextCausalLMNext { Phrases = fits with { Probabilities = [.5f, .25f, .9f, .25f] } }, request));
    }

    [Fact]
    public void TextLastHiddenState_AnswerDoesNotFit_GivesCode()
    {
        var request = new TextLastHiddenState { Inputs = Inputs };
        new TextLastHiddenState { HiddenStates = new(new float[12], 2, 2, 3) }.ValidateAnswer(request);
        Assert.Equal(ReturnCode.EmptyResponse, Code(new TextLastHiddenState(), request));
        Assert.Equal(ReturnCode.ResponseShapeException, Code(new TextLastHiddenState { HiddenStates = new(new float[12], 4, 3) }, request));
        Assert.Equal(ReturnCode.ResponseShapeException, Code(new TextLastHiddenState { HiddenStates = new(new float[12], 2, 3, 2) }, request));
        Assert.Equal(ReturnCode.ResponseShapeException, Code(new TextLastHiddenState { HiddenStates = new([], 2, 2, 0) }, request));
    }

    [Fact]
    public void TextSeq2Seq_AnswerDoesNotFit_GivesCode()
    {
        var request = new TextSeq2Seq { Inputs = Inputs, NumReturnSequences = 2 };
        TextSeq2Seq Fits(params long[] ids) => new() { GeneratedIds = new(ids, 4, ids.Length / 4), GeneratedText = ["", "a", "b", "c"] };
        Fits(0, 1, 2, 50256).ValidateAnswer(request);
        Assert.Equal(ReturnCode.EmptyResponse, Code(new TextSeq2Seq(), request));
        Assert.Equal(ReturnCode.EmptyResponse, Code(new TextSeq2Seq { GeneratedIds = new([1, 2, 3, 4], 4, 1) }, request));
        Assert.Equal(ReturnCode.InvalidResponse, Code(Fits(0, 1, 2, 50257), request));
        Assert.Equal(ReturnCode.InvalidResponse, Code(Fits(0, 1, 2, long.MaxValue), request));
        Assert.Equal(ReturnCode.ResponseShapeException, Code(Fits(0, 1, 2, 3), new TextSeq2Seq { Inputs = Inputs }));
        Assert.Equal(ReturnCode.ResponseShapeException, Code(new TextSeq2Seq { GeneratedIds = new([], 4, 0), GeneratedText = [] }, request));
    }

    private static TextCausalLM Answer(TopKDistributions distributions) => new() { Distributions = distributions };

    private static ReturnCode Code(Synapse answer, Synapse request) =>
        Assert.Throws<SynapseException>(() => answer.ValidateAnswer(request)).ReturnCode;
}
