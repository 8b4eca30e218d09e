using System.Net;
using System.Net.Sockets;
using System.Text;
using Bittensor.Protocol;
using Bittensor.Protocol.Wire;
using Microsoft.Extensions.Time.Testing;
using static Bittensor.Client.Tests.DendriteUnderTest;

namespace Bittensor.Client.Tests;

public class HttpDendriteTests
{
    private static readonly string Binary = SynapseFormats.Binary.ContentType;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(WireForm.Binary, "application/vnd.bittensor.synapse")]
    [InlineData(WireForm.Sdk, "application/json")]
    public async Task QueryAsync_AxonAnswers_GivesTheAnswer(WireForm form, string contentType)
    {
        FakeAxon.Request? seen = null;
        await using var axon = new FakeAxon((request, stream, token) =>
        {
            seen = request;
            var format = SynapseFormats.ForContentType(request.Headers["Accept"])!;
            return FakeAxon.SendAsync(stream, 200, contentType, format.Write(Answer()), ["bt_header_axon_process_time: 0.125"], token);
        });

        var answer = await Create(new DendriteOptions { Form = form }).QueryAsync(axon.Url, Request(), TimeSpan.FromSeconds(7.5), Cancel);

        Assert.Equal((ReturnCode.Success, ""), (answer.ReturnCode, answer.Message));
        Assert.Equal([3, 4, 5, 6], answer.Synapse!.Distributions!.Ids);
        Assert.Equal(0.125, answer.Synapse.Axon!.ProcessTime);
        Assert.Equal(SynapseFormats.ForContentType(contentType)!.Write(Answer()).Length, answer.BytesReceived);
        Assert.Equal("/TextCausalLM", seen!.Path);
        Assert.Equal(contentType, seen.Headers["Content-Type"]);
        Assert.Equal("7.5", seen.Headers["timeout"]);
        Assert.Equal([1, 2], SynapseFormats.ForContentType(contentType)!.Read<TextCausalLM>(seen.Body).Inputs!.Values);
    }

    [Fact]
    public async Task QueryAsync_AxonAnswersOverAndOver_UsesOneConnection()
    {
        var connections = new HashSet<NetworkStream>();
        await using var axon = new FakeAxon((_, stream, token) =>
        {
            lock (connections)
            {
                connections.Add(stream);
            }

            return FakeAxon.SendAsync(stream, 200, Binary, SynapseFormats.Binary.Write(Answer()), [], token);
        });
        var dendrite = Create();

        for (var i = 0; i < 3; i++)
        {
            Assert.True((await dendrite.QueryAsync(axon.Url, Request(), Long, Cancel)).IsSuccess);
        }

        Assert.Single(connections);
    }

    [Fact]
    public async Task QueryAsync_NobodyListens_GivesUnavailable()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();

        var answer = await Create().QueryAsync(url, Request(), Long, Cancel);

        Assert.Equal((ReturnCode.Unavailable, null, 0), (answer.ReturnCode, answer.Synapse, answer.BytesReceived));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("relative")]
    [InlineData("http://no-such-host.invalid/")]
    public async Task QueryAsync_NoSuchUrl_GivesUnavailable(string url) =>
        Assert.Equal(ReturnCode.Unavailable, (await Create().QueryAsync(new Uri(url, UriKind.RelativeOrAbsolute), Request(), Long, Cancel)).ReturnCode);

    [Theory]
    [InlineData("")] // never a byte
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: appli")] // headers that stop half-way
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/vnd.bittensor.synapse\r\nContent-Length: 1000\r\n\r\nBTSY")] // a body that does
    [InlineData("HTTP/1.1 500 Oh\r\nContent-Type: application/problem+json\r\nContent-Length: 1000\r\n\r\n{")] // a refusal that does
    public async Task QueryAsync_AxonHangs_GivesTimeoutAtTheDeadline(string beginning)
    {
        var time = new FakeTimeProvider();
        var sent = new TaskCompletionSource();
        await using var axon = new FakeAxon(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(beginning), token);
            sent.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(token);
        });

        var query = Create(time: time).QueryAsync(axon.Url, Request(), TimeSpan.FromSeconds(5), Cancel);
        await sent.Task;
        time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.False(query.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(0.2));
        var answer = await query;

        Assert.Equal((ReturnCode.Timeout, "No answer within 5 s."), (answer.ReturnCode, answer.Message));
        Assert.Equal(5.1, answer.Elapsed.TotalSeconds, 1e-6);
    }

    [Fact]
    public async Task QueryAsync_AxonTricklesForEver_GivesTimeoutAndCountsBytes()
    {
        var time = new FakeTimeProvider();
        var sent = new TaskCompletionSource();
        await using var axon = new FakeAxon(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {Binary}\r\n\r\n"), token);
            for (var i = 0; ; i++)
            {
                await stream.WriteAsync(new byte[1], token); // until the dendrite hangs up
                if (i == 100)
                {
                    sent.SetResult();
                }
            }
        });

        var query = Create(time: time).QueryAsync(axon.Url, Request(), Long, Cancel);
        await sent.Task;
        time.Advance(Long);
        var answer = await query;

        // with the bytes coming as fast as they can, the limit on bytes may be the first to bite
        Assert.True(answer.ReturnCode is ReturnCode.Timeout or ReturnCode.InvalidResponse, answer.Message);
    }

    [Theory]
    [InlineData("Content-Length: 999999999")] // says so
    [InlineData("Connection: close")] // does not say
    public async Task QueryAsync_AnswerAboveTheLimit_StopsReading(string header)
    {
        await using var axon = new FakeAxon(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {Binary}\r\n{header}\r\n\r\n"), token);
            while (true)
            {
                await stream.WriteAsync(new byte[4096], token);
            }
        });

        var answer = await Create(new DendriteOptions { MaxResponseBytes = 100_000 }).QueryAsync(axon.Url, Request(), Long, Cancel);

        Assert.Equal(ReturnCode.InvalidResponse, answer.ReturnCode);
        Assert.Contains("100000 bytes", answer.Message, StringComparison.Ordinal);
        Assert.InRange(answer.BytesReceived, 0, 100_001);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"a\":", ReturnCode.Unavailable)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nConnection: close\r\n\r\n{\"a\":", ReturnCode.ResponseDeserializationException)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{\"a\":", ReturnCode.Unavailable)]
    [InlineData("HTTP/1.1 2", ReturnCode.Unavailable)]
    [InlineData("", ReturnCode.Unavailable)]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n", ReturnCode.Unavailable)]
    public async Task QueryAsync_AxonClosesInTheMiddle_GivesCode(string bytes, ReturnCode expected)
    {
        await using var axon = new FakeAxon(async (_, stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(bytes), token);
            throw new FakeAxon.CloseConnection();
        });

        Assert.Equal(expected, (await Create().QueryAsync(axon.Url, Request(), Long, Cancel)).ReturnCode);
    }

    [Theory]
    [InlineData("text/html", "<html/>", ReturnCode.ResponseDeserializationException)]
    [InlineData("application/json", "<html/>", ReturnCode.ResponseDeserializationException)]
    [InlineData("application/json", "", ReturnCode.EmptyResponse)]
    [InlineData("application/json", "{}", ReturnCode.EmptyResponse)]
    [InlineData("application/json", "{\"name\":\"TextSeq2Seq\"}", ReturnCode.InvalidResponse)]
    [InlineData("application/json", "{\"topk_ids\":[[[1,2]]],\"topk_probabilities\":[[[0.5,0.25]]]}", ReturnCode.ResponseShapeException)]
    [InlineData("application/json", "{\"topk_ids\":[[[1,2],[3,60000]]],\"topk_probabilities\":[[[0.5,0.25],[0.5,0.25]]]}", ReturnCode.InvalidResponse)]
    [InlineData("application/json", "{\"topk_ids\":[[[1,2],[3,4]]],\"topk_probabilities\":[[[0.5,0.25],[0.9,0.25]]]}", ReturnCode.InvalidResponse)]
    [InlineData("application/json", "{\"topk_ids\":[[[1,2],[3,4]]],\"topk_probabilities\":[[[0.5,0.25],[0.5,-0.25]]]}", ReturnCode.InvalidResponse)]
    [InlineData("application/json", "{\"axon\":{\"status_code\":429,\"status_message\":\"NucleusFull: later\"}}", ReturnCode.NucleusFull)]
    [InlineData("application/vnd.bittensor.synapse", "BTSY but not really", ReturnCode.ResponseDeserializationException)]
    public async Task QueryAsync_AxonAnswersRubbish_GivesCode(string contentType, string body, ReturnCode expected)
    {
        await using var axon = FakeAxon.Answering(200, contentType, Encoding.UTF8.GetBytes(body));

        var answer = await Create().QueryAsync(axon.Url, Request(), Long, Cancel);

        Assert.Equal((expected, null), (answer.ReturnCode, answer.Synapse));
        Assert.NotEqual("", answer.Message);
    }

    [Fact]
    public async Task QueryAsync_ProbabilityIsNaN_GivesInvalidResponse()
    {
        await using var axon = FakeAxon.Answering(200, Binary, SynapseFormats.Binary.Write(Answer(float.NaN)));

        Assert.Equal(ReturnCode.InvalidResponse, (await Create().QueryAsync(axon.Url, Request(), Long, Cancel)).ReturnCode);
    }

    [Theory]
    [InlineData(429, "{\"returnCode\":\"NucleusFull\",\"detail\":\"8 wait\"}", null, ReturnCode.NucleusFull, "HTTP 429: 8 wait")]
    [InlineData(500, "{\"message\":\"NucleusTimeout: 5 s\"}", null, ReturnCode.NucleusTimeout, "HTTP 500: 5 s")] // as an SDK axon answers
    [InlineData(422, "<html/>", "RequestShapeException: [3]", ReturnCode.RequestShapeException, "HTTP 422: [3]")]
    [InlineData(403, "{\"message\":\"Forbidden. Key is blacklisted\"}", null, ReturnCode.SenderUnknown, "HTTP 403: Forbidden. Key is blacklisted")]
    [InlineData(500, "{\"returnCode\":\"Success\"}", null, ReturnCode.UnknownException, "HTTP 500")]
    [InlineData(302, "", null, ReturnCode.UnknownException, "HTTP 302")]
    [InlineData(502, "[]", null, ReturnCode.Unavailable, "HTTP 502")]
    public async Task QueryAsync_AxonRefuses_GivesItsCode(int status, string body, string? header, ReturnCode expected, string message)
    {
        string[] headers = header is null ? ["Location: http://127.0.0.1:1/"] : [$"bt_header_axon_status_message: {header}"];
        await using var axon = FakeAxon.Answering(status, "application/problem+json", Encoding.UTF8.GetBytes(body), headers);

        var answer = await Create().QueryAsync(axon.Url, Request(), Long, Cancel);

        Assert.Equal((expected, message), (answer.ReturnCode, answer.Message));
    }

    [Fact]
    public async Task QueryAsync_RefusalWithEndlessMessage_ShortensIt()
    {
        var body = Encoding.UTF8.GetBytes($"{{\"returnCode\":\"InvalidRequest\",\"detail\":\"{new string('x', 50_000)}\"}}");
        await using var axon = FakeAxon.Answering(422, "application/problem+json", body);

        Assert.InRange((await Create().QueryAsync(axon.Url, Request(), Long, Cancel)).Message.Length, 900, 1100);
    }

    [Fact]
    public async Task QueryAsync_CallerGivesUp_Throws()
    {
        using var giveUp = new CancellationTokenSource();
        await using var axon = new FakeAxon(async (_, _, token) =>
        {
            await giveUp.CancelAsync();
            await new TaskCompletionSource().Task.WaitAsync(token);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Create().QueryAsync(axon.Url, Request(), Long, giveUp.Token));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3601)]
    public async Task QueryAsync_TimeoutOutsideItsRange_Throws(double seconds) =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>("timeout", () =>
            Create().QueryAsync(new Uri("http://127.0.0.1:1"), Request(), TimeSpan.FromSeconds(seconds), Cancel));
}
