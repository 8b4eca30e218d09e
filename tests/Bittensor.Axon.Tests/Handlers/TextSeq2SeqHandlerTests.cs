using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests.Handlers;

public class TextSeq2SeqHandlerTests
{
    /// <summary>Says " world", "!" and then ends; after "a" it ends at once.</summary>
    private static float[] Script(int token, int position)
    {
        var next = new float[10];
        next[token switch { 1 => 2, 2 => 9, _ => 0 }] = 9;
        return next;
    }

    [Fact]
    public async Task Answer_OwnVocabulary_IsTextAndPaddedStandardTokens()
    {
        var server = new Server(new FakeModel(new LetterTokenizer()) { LogitsOf = Script });
        var answer = await server.AnswerAsync(new TextSeq2Seq { Text = ["hello", "a"], NumBeams = 1, NumToGenerate = 9 });
        Assert.Equal([" world!", ""], answer.GeneratedText);
        long[] world = [.. StandardTokenizer.Instance.Encode(" world!").Select(id => (long)id)];
        Assert.Equal([2, world.Length], answer.GeneratedIds!.Shape);
        Assert.Equal([.. world, .. Enumerable.Repeat(50256L, world.Length)], answer.GeneratedIds.Values);
    }

    [Fact]
    public async Task Answer_Beams_ReturnsRSequencesAnItem()
    {
        var server = new Server(new FakeModel(new LetterTokenizer()));
        var answer = await server.AnswerAsync(new TextSeq2Seq { Text = ["hello", "a"], NumToGenerate = 4, NumReturnSequences = 3 });
        Assert.Equal(6, answer.GeneratedText!.Count);
        Assert.Equal(6, answer.GeneratedIds!.Shape[0]);
    }

    [Fact]
    public async Task Answer_StandardVocabulary_TokensAreThoseOfTheModel()
    {
        var server = new Server(new FakeModel(StandardTokenizer.Instance));
        var answer = await server.AnswerAsync(new TextSeq2Seq { Inputs = new([5, 6], 1, 2), NumBeams = 2, NumToGenerate = 3 });
        Assert.Equal(3, answer.GeneratedIds!.Values.Length);
        Assert.Equal(StandardTokenizer.Instance.Decode([.. answer.GeneratedIds.Values.Select(id => (int)id)]), answer.GeneratedText![0]);
    }

    [Fact]
    public async Task Answer_SameSeed_SameText()
    {
        var server = new Server(new FakeModel(StandardTokenizer.Instance));
        TextSeq2Seq Ask(long? seed) => new() { Inputs = new([5, 6], 1, 2), NumBeams = 1, DoSample = true, NumToGenerate = 8, Seed = seed };
        Assert.Equal((await server.AnswerAsync(Ask(1))).GeneratedText, (await server.AnswerAsync(Ask(1))).GeneratedText);
        Assert.NotEqual((await server.AnswerAsync(Ask(null))).GeneratedText, (await server.AnswerAsync(Ask(null))).GeneratedText);
    }

    [Theory]
    [InlineData(3, 4, 1)]
    [InlineData(1, 2, 1)]
    [InlineData(4, 1, 3)]
    public async Task Answer_OptionsContradict_IsInvalidRequest(int beams, int sequences, int groups)
    {
        var asked = new TextSeq2Seq { Text = ["hello"], NumBeams = beams, NumReturnSequences = sequences, NumBeamGroups = groups };
        var item = await new Server(new FakeModel(new LetterTokenizer())).AskAsync(asked);
        Assert.Equal(ReturnCode.InvalidRequest, item.ReturnCode);
    }

    [Fact]
    public async Task Answer_TooManyRows_IsInvalidRequest()
    {
        var server = new Server(new FakeModel(new LetterTokenizer()), options => options.MaxGeneratedRows = 9);
        var item = await server.AskAsync(new TextSeq2Seq { Text = ["hello", "a"], NumBeams = 5 });
        Assert.Equal(ReturnCode.InvalidRequest, item.ReturnCode);
    }
}
