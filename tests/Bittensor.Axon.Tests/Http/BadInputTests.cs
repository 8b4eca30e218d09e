using System.Net.Sockets;
using System.Text;
using Bittensor.Protocol;

namespace Bittensor.Axon.Tests.Http;

public class BadInputTests(AxonProcess axon)
{
    [Theory]
    [InlineData("{", 400, "RequestDeserializationException")]
    [InlineData("", 400, "RequestDeserializationException")]
    [InlineData("""{"inputs":{"buffer":"AAAA","dtype":"int64","shape":[1,3]}}""", 400, "RequestDeserializationException")]
    [InlineData("""{"inputs":[[1,2],[3]]}""", 422, "RequestShapeException")]
    [InlineData("""{"inputs":[1,2,3]}""", 422, "RequestShapeException")]
    [InlineData("""{"inputs":[[1,2]],"mask":[[1]]}""", 422, "RequestShapeException")]
    [InlineData("""{"inputs":[[1,50257]]}""", 422, "InvalidRequest")]
    [InlineData("""{"inputs":[[-1]]}""", 422, "InvalidRequest")]
    [InlineData("""{"inputs":[[1]],"text":["a"]}""", 422, "InvalidRequest")]
    [InlineData("""{"inputs":[[1]],"topk":0}""", 422, "InvalidRequest")]
    [InlineData("""{"inputs":[[1]],"topk":50258}""", 422, "InvalidRequest")]
    [InlineData("""{"inputs":[[1]],"timeout":-1}""", 422, "InvalidRequest")]
    [InlineData("""{"inputs":[[1]],"name":"TextSeq2Seq"}""", 422, "InvalidRequest")]
    [InlineData("{}", 400, "EmptyRequest")]
    [InlineData("""{"inputs":[[]]}""", 400, "EmptyRequest")]
    [InlineData("""{"text":[]}""", 400, "EmptyRequest")]
    [InlineData("""{"text":["a",""]}""", 400, "EmptyRequest")]
    public async Task Post_BadBody_IsRefusedAndTheNextIsServed(string body, int status, string code)
    {
        using var answer = await axon.PostAsync("TextCausalLMNext", body);
        await AssertProblemAsync(answer, status, code);
        await axon.AssertServesAsync();
    }

    [Fact]
    public async Task Post_RowLongerThanContext_IsInvalidRequest()
    {
        var words = string.Join(' ', Enumerable.Repeat("word", 200));
        using var answer = await axon.PostAsync("TextCausalLMNext", $$"""{"text":["{{words}}"]}""");
        await AssertProblemAsync(answer, 422, "InvalidRequest");
    }

    [Theory]
    [InlineData("NoSuchSynapse")]
    [InlineData("textcausallmnext2")]
    public async Task Post_UnknownSynapse_Is404(string route)
    {
        using var answer = await axon.PostAsync(route, "{}");
        await AssertProblemAsync(answer, 404, "NotImplemented");
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData(null)]
    public async Task Post_WrongContentType_Is415(string? type)
    {
        using var answer = await axon.PostAsync("TextCausalLMNext", """{"text":["Hello"]}""", type);
        await AssertProblemAsync(answer, 415, "RequestIncompatibleVersion");
        await axon.AssertServesAsync();
    }

    [Fact]
    public async Task Post_FiftyMegabytes_Is413()
    {
        using var answer = await axon.PostAsync("TextCausalLMNext", new byte[50 << 20], "application/json");
        await AssertProblemAsync(answer, 413, "InvalidRequest");
        await axon.AssertServesAsync();
    }

    [Fact]
    public async Task Post_LargeBodyInChunks_Is413()
    {
        using var body = new MemoryStream(new byte[AxonProcess.BodyLimit + 1]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "TextCausalLMNext") { Content = new StreamContent(body) };
        request.Headers.TransferEncodingChunked = true;
        request.Content.Headers.ContentType = new("application/json");
        using var answer = await axon.Http.SendAsync(request, TestContext.Current.CancellationToken);
        await AssertProblemAsync(answer, 413, "InvalidRequest");
    }

    [Fact]
    public async Task Post_RandomBytesAsBinaryForm_AreRefused()
    {
        var random = new Random(3);
        for (var i = 0; i < 20; i++)
        {
            var body = new byte[random.Next(200)];
            random.NextBytes(body);
            using var answer = await axon.PostAsync("TextCausalLM", body, "application/vnd.bittensor.synapse");
            Assert.InRange((int)answer.StatusCode, 400, 422);
        }

        await axon.AssertServesAsync();
    }

    [Fact]
    public async Task Post_CallerHangsUpInTheBody_NextIsServed()
    {
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(axon.Http.BaseAddress!.Host, axon.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
            var head = "POST /TextCausalLMNext HTTP/1.1\r\nHost: axon\r\nContent-Type: application/json\r\nContent-Length: 5000\r\n\r\n{\"text\":";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
            client.LingerState = new LingerOption(true, 0); // closing resets the connection
        }

        await axon.AssertServesAsync();
    }

    [Fact]
    public async Task Post_CallerHangsUpWhileItIsAnswered_NextIsServed()
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        using var content = new StringContent("""{"text":["Hello"],"num_to_generate":40,"num_beams":16}""", Encoding.UTF8, "application/json");
        var call = axon.Http.PostAsync(new Uri("TextSeq2Seq", UriKind.Relative), content, impatient.Token);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await axon.AssertServesAsync();
    }

    [Fact]
    public async Task Post_NobodyEverGotA500()
    {
        await axon.AssertServesAsync();
        Assert.DoesNotContain("the caller was told error", axon.Output(), StringComparison.Ordinal);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, int status, string code)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = SynapseProblem.TryRead(await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal((status, code, status), ((int)answer.StatusCode, problem.ReturnCode, problem.Status));
        Assert.StartsWith(code, problem.Message, StringComparison.Ordinal);
        Assert.NotEmpty(problem.Detail!);
        Assert.Equal($"{status}", answer.Header("bt_header_axon_status_code"));
        Assert.StartsWith(code, answer.Header("bt_header_axon_status_message"), StringComparison.Ordinal);
    }
}
