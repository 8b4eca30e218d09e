using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Axon.Tests.Handlers;

public class SynapseExecutorTests
{
    private static readonly WireTensor<long> Inputs = new([64, 65, 66], 1, 3); // a, b, c

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Execute_SeveralSynapses_ShareOnePass(bool isStandard)
    {
        var model = new FakeModel(isStandard ? StandardTokenizer.Instance : new LetterTokenizer()) { HiddenSize = 4 };
        var items = await new Server(model).AskAsync(
            new TextCausalLM { Inputs = Inputs, TopK = 3 }, new TextCausalLMNext { Inputs = Inputs, TopK = 3 }, new TextLastHiddenState { Inputs = Inputs });
        Assert.All(items, item => Assert.Equal(ReturnCode.Success, item.ReturnCode));
        Assert.Equal(1, model.Passes);
    }

    [Fact]
    public async Task Execute_OneFails_OthersAreAnswered()
    {
        var items = await new Server(new FakeModel(StandardTokenizer.Instance)).AskAsync(
            new TextCausalLM { Inputs = Inputs, TopK = 0 },
            new TextLastHiddenState { Inputs = Inputs },
            new TextCausalLMNext { Inputs = Inputs, TopK = 3 },
            new ReadsAndThrows { Inputs = Inputs });
        Assert.Equal(
            [ReturnCode.InvalidRequest, ReturnCode.NotImplemented, ReturnCode.Success, ReturnCode.UnknownException],
            items.Select(item => item.ReturnCode));
    }

    [Fact]
    public async Task Execute_HandlerThrows_CallerSeesAnIdAndTheLogTheRest()
    {
        var server = new Server(new FakeModel(StandardTokenizer.Instance));
        var item = await server.AskAsync(new ReadsAndThrows { Inputs = Inputs });
        var (message, fault) = Assert.Single(server.Log.Lines);
        Assert.Equal("secret detail", fault!.Message);
        Assert.DoesNotContain("secret", item.Failure!.Message, StringComparison.Ordinal);
        Assert.Contains(message.Split(' ')[^1], item.Failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_SynapseAndHandlerOfAnotherAssembly_AreServed()
    {
        var server = new Server(new FakeModel(StandardTokenizer.Instance));
        var answer = await server.AnswerAsync(new CountTokens { Text = ["Hello world", "Hello"] });
        Assert.Equal(3, answer.Tokens);
        Assert.Equal(typeof(CountTokens), server.Handlers.Catalog.Find(nameof(CountTokens)));
    }

    [Fact]
    public async Task Execute_TimeIsUp_IsTimeout()
    {
        Server? server = null;
        var model = new FakeModel(StandardTokenizer.Instance)
        {
            BeforePass = cancellationToken =>
            {
                server!.Clock.Advance(TimeSpan.FromSeconds(2));
                return Task.Delay(Timeout.Infinite, cancellationToken);
            },
        };
        server = new Server(model);
        var item = await server.AskAsync(new TextCausalLMNext { Inputs = Inputs, Timeout = 1.5 });
        Assert.Equal(ReturnCode.Timeout, item.ReturnCode);
        Assert.Contains("1.5", item.Failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_AxonsOwnLimitIsShorter_IsTimeoutThen()
    {
        Server? server = null;
        var model = new FakeModel(StandardTokenizer.Instance)
        {
            BeforePass = cancellationToken =>
            {
                server!.Clock.Advance(TimeSpan.FromSeconds(2));
                return Task.Delay(Timeout.Infinite, cancellationToken);
            },
        };
        server = new Server(model, options => options.MaxTimeout = TimeSpan.FromSeconds(1));
        Assert.Equal(ReturnCode.Timeout, (await server.AskAsync(new TextCausalLMNext { Inputs = Inputs, Timeout = 60 })).ReturnCode);
    }

    [Fact]
    public async Task Execute_CallerHasGone_IsCancelled()
    {
        using var caller = new CancellationTokenSource();
        var model = new FakeModel(StandardTokenizer.Instance)
        {
            BeforePass = async cancellationToken =>
            {
                await caller.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            },
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new Server(model).Executor.ExecuteAsync([new TextCausalLMNext { Inputs = Inputs }], caller.Token));
    }

    [Fact]
    public async Task Execute_ModelIsLoading_IsUnavailable() =>
        Assert.Equal(ReturnCode.Unavailable, (await new Server(null).AskAsync(new TextCausalLMNext { Inputs = Inputs })).ReturnCode);

    [Fact]
    public async Task Execute_TooMuchText_IsInvalidRequest()
    {
        var server = new Server(new FakeModel(StandardTokenizer.Instance), options => options.MaxTextLength = 10);
        Assert.Equal(ReturnCode.InvalidRequest, (await server.AskAsync(new TextCausalLMNext { Text = ["Hello", "world!"] })).ReturnCode);
    }

    [Fact]
    public void Served_Model_ListsOnlyWhatItCan()
    {
        var letters = new FakeModel(new LetterTokenizer()) { HiddenSize = 4 };
        var standard = new FakeModel(StandardTokenizer.Instance);
        Assert.Equal([nameof(TextCausalLM), nameof(TextCausalLMNext), nameof(TextLastHiddenState), nameof(TextSeq2Seq)], Names(letters));
        Assert.Equal([nameof(TextCausalLM), nameof(TextCausalLMNext), nameof(TextSeq2Seq)], Names(standard));

        static IEnumerable<string> Names(FakeModel model) =>
            new Server(model).Handlers.Served().Where(type => type.Assembly == typeof(Synapse).Assembly).Select(type => type.Name);
    }
}
