using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Bittensor.HostContract.Tests.Support;

namespace Bittensor.HostContract.Tests.Products;

/// <summary>The axon's routes, as a host serves them.</summary>
public class AxonTests(ProductHosts hosts) : IClassFixture<ProductHosts>
{
    private const int AboveTheServersDefault = 31_000_000;

    [Theory]
    [OnEveryHost("TextCausalLM", "TextCausalLM")]
    [OnEveryHost("textcausallm", "TextCausalLM")]
    [OnEveryHost("TextCausalLMNext", "TextCausalLMNext")]
    [OnEveryHost("textcausallmnext", "TextCausalLMNext")]
    [OnEveryHost("TextSeq2Seq", "TextSeq2Seq")]
    [OnEveryHost("TEXTSEQ2SEQ", "TextSeq2Seq")]
    [OnEveryHost("TextLastHiddenState", "TextLastHiddenState")]
    [OnEveryHost("textlasthiddenstate", "TextLastHiddenState")]
    public async Task Post_Synapse_IsAnsweredByItsName(HostKind kind, string path, string name)
    {
        var axon = await hosts.AxonAsync(kind);
        using var answer = await PostAsync(axon, path, """{"text":["Hello world"]}"""u8.ToArray());
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
        Assert.Equal(name, (await answer.JsonAsync()).GetProperty("name").GetString());
        Assert.Equal(["200"], answer.Headers.GetValues("bt_header_axon_status_code"));
    }

    [Theory]
    [OnEveryHost("synapses")]
    [OnEveryHost("Synapses")]
    public async Task Post_SeveralSynapses_EachIsAnswered(HostKind kind, string path)
    {
        var axon = await hosts.AxonAsync(kind);
        using var answer = await PostAsync(
            axon, path, """{"text":["Hello"],"synapses":[{"name":"TextCausalLMNext","topk":3},{"name":"Nonsense"}]}"""u8.ToArray());
        var codes = (await answer.JsonAsync()).GetProperty("synapses").EnumerateArray()
            .Select(synapse => synapse.GetProperty("axon").GetProperty("status_code").GetInt32());
        Assert.Equal([200, 501], codes);
    }

    [Theory]
    [OnEveryHost("NoSuchSynapse")]
    [OnEveryHost("textcausallmnext2")]
    public async Task Post_UnknownSynapse_IsTheAxonsOwn404(HostKind kind, string path)
    {
        var axon = await hosts.AxonAsync(kind);
        using var answer = await PostAsync(axon, path, "{}"u8.ToArray());
        await AssertProblemAsync(answer, HttpStatusCode.NotFound);
    }

    [Theory] // 413 and 415 are given before the body is read, 413 of chunks in the middle of it, 400 at its end
    [OnEveryHost(413, ProductHosts.BodyLimit + 10_000_000, "application/json", false)]
    [OnEveryHost(413, ProductHosts.BodyLimit + 10_000_000, "application/json", true)]
    [OnEveryHost(415, AboveTheServersDefault, "text/plain", false)]
    [OnEveryHost(415, AboveTheServersDefault, "text/plain", true)]
    [OnEveryHost(400, AboveTheServersDefault, "application/json", false)]
    [OnEveryHost(400, AboveTheServersDefault, "application/json", true)]
    [OnEveryHost(400, 1, "application/json", false)]
    [OnEveryHost(415, 1, "text/plain", false)]
    public async Task Post_LargeBodyThatIsRefused_CallerGetsTheAxonsRefusal(HostKind kind, int status, int length, string type, bool chunked)
    {
        var axon = await hosts.AxonAsync(kind);
        using var answer = await PostAsync(axon, "TextCausalLMNext", new byte[length], type, chunked);
        await AssertProblemAsync(answer, (HttpStatusCode)status);
        using var next = await PostAsync(axon, "TextCausalLMNext", """{"text":["Hello"],"topk":3}"""u8.ToArray());
        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
    }

    [Theory]
    [OnEveryHost]
    public async Task Post_LargeBodyThatIsTaken_IsAnswered(HostKind kind)
    {
        var axon = await hosts.AxonAsync(kind);
        var body = Encoding.UTF8.GetBytes("""{"text":["Hello"],"topk":3""" + new string(' ', AboveTheServersDefault) + "}");
        using var answer = await PostAsync(axon, "TextCausalLMNext", body);
        Assert.True(answer.IsSuccessStatusCode, await answer.TextAsync());
    }

    [Theory]
    [OnEveryHost("health", "application/json", "ready")]
    [OnEveryHost("HEALTH", "application/json", "ready")]
    [OnEveryHost("metadata", "application/json", "nano")]
    [OnEveryHost("openapi.json", "application/json", "TextLastHiddenState")]
    [OnEveryHost("", "text/html", "nano")]
    public async Task Get_Page_SaysWhatTheAxonIs(HostKind kind, string path, string type, string part)
    {
        var axon = await hosts.AxonAsync(kind);
        using var answer = await axon.SendAsync("GET", path);
        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(part, await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [OnEveryHost("GET", "TextCausalLM", 404)]
    [OnEveryHost("GET", "nothing", 404)]
    [OnEveryHost("PUT", "health", 404)]
    [OnEveryHost("POST", "two/segments", 404)]
    [OnEveryHost("POST", "", 204)]
    public async Task Request_NoFunctionTakesIt_HostAnswers(HostKind kind, string method, string path, int status)
    {
        var axon = await hosts.AxonAsync(kind);
        using var answer = await axon.SendAsync(method, path);
        Assert.Equal(status, (int)answer.StatusCode);
    }

    private static async Task<HttpResponseMessage> PostAsync(
        RunningHost axon, string path, byte[] body, string type = "application/json", bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        request.Headers.TransferEncodingChunked = chunked;
        return await axon.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status)
    {
        Assert.Equal((status, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal((int)status, (await answer.JsonAsync()).GetProperty("status").GetInt32());
        Assert.Equal([$"{(int)status}"], answer.Headers.GetValues("bt_header_axon_status_code"));
    }
}
