using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Bittensor.HostContract.Tests.Support;

namespace Bittensor.HostContract.Tests.Http;

/// <summary>Bodies of requests: below and above the 30,000,000 bytes that a web server takes by default, up to the host's own limit of
/// 100 MiB; whole, in chunks, slowly, cut off.</summary>
public class BodyTests(SharedHosts hosts)
{
    private const int Megabyte = 1_000_000, HostLimit = 100 << 20;

    /// <summary>More than the proxy between host and worker keeps back, some kilobytes.</summary>
    private const int FirstPiece = 64 << 10;

    [Theory]
    [OnEveryHost(0, false)]
    [OnEveryHost(1, false)]
    [OnEveryHost(29 * Megabyte, false)]
    [OnEveryHost(31 * Megabyte, false)]
    [OnEveryHost(31 * Megabyte, true)]
    [OnEveryHost(HostLimit, false)]
    public async Task Post_BodyWithinTheHostsLimit_ArrivesWhole(HostKind kind, int length, bool chunked)
    {
        var (_, host) = await hosts.GetAsync(kind);
        var body = Body(length);
        using var answer = await PostAsync(host, "bodies/whole", new ByteArrayContent(body), chunked);
        var json = await answer.JsonAsync();
        Assert.Equal(length, json.GetProperty("length").GetInt32());
        Assert.Equal(Convert.ToHexString(SHA256.HashData(body)), json.GetProperty("hash").GetString());
        Assert.Equal(chunked ? "" : $"{length}", $"{json.GetProperty("contentLength")}");
    }

    [Theory]
    [OnEveryHost("early", 100, false)]
    [OnEveryHost("early", 29 * Megabyte, false)]
    [OnEveryHost("early", 31 * Megabyte, false)]
    [OnEveryHost("early", 31 * Megabyte, true)]
    [OnEveryHost("late", 29 * Megabyte, false)]
    [OnEveryHost("late", 31 * Megabyte, false)]
    [OnEveryHost("late", 31 * Megabyte, true)]
    public async Task Post_FunctionRefusesWithoutReadingAll_CallerGetsTheRefusal(HostKind kind, string when, int length, bool chunked)
    {
        var (_, host) = await hosts.GetAsync(kind);
        using var answer = await PostAsync(host, $"bodies/{when}", new ByteArrayContent(Body(length)), chunked);
        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, $"refused {when}"), (answer.StatusCode, await answer.TextAsync()));
    }

    [Theory]
    [OnEveryHost(false)]
    [OnEveryHost(true)]
    public async Task Post_BodyAboveTheHostsLimit_IsRefusedAndTheNextIsServed(HostKind kind, bool chunked)
    {
        var (_, host) = await hosts.GetAsync(kind);
        try
        {
            using var answer = await PostAsync(host, "bodies/whole", new ByteArrayContent(Body(HostLimit + 1)), chunked);
            Assert.InRange((int)answer.StatusCode, 400, 599);
        }
        catch (HttpRequestException)
        {
            // the connection was closed in the middle of the body: refused as well
        }

        await AssertServesAsync(host);
    }

    [Theory]
    [OnEveryHost]
    public async Task Post_BodyThatPauses_ArrivesAsItIsSentAndWaitsForTheRest(HostKind kind)
    {
        var (contract, host) = await hosts.GetAsync(kind);
        var id = Guid.NewGuid().ToString("N");
        var rest = new TaskCompletionSource();
        var answering = PostAsync(host, $"bodies/slow/{id}", new PausingContent(rest.Task), chunked: true);

        await contract.WaitForRowsAsync("FirstByte", id); // the function has the first byte while the body is still open
        await AssertServesAsync(host);
        rest.SetResult();

        using var answer = await answering;
        Assert.Equal(PausingContent.Length, (await answer.JsonAsync()).GetProperty("length").GetInt32());
    }

    [Theory]
    [OnEveryHost]
    public async Task Post_CallerHangsUpInTheBody_NextIsServed(HostKind kind)
    {
        var (contract, host) = await hosts.GetAsync(kind);
        var id = Guid.NewGuid().ToString("N");
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(host.Http.BaseAddress!.Host, host.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
            var head = $"POST /bodies/slow/{id} HTTP/1.1\r\nHost: contract\r\nContent-Length: {2 * FirstPiece}\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
            await client.GetStream().WriteAsync(new byte[FirstPiece], TestContext.Current.CancellationToken);
            await contract.WaitForRowsAsync("FirstByte", id);
            client.LingerState = new LingerOption(true, 0); // closing resets the connection
        }

        await AssertServesAsync(host);
    }

    private static byte[] Body(int length)
    {
        var body = new byte[length];
        new Random(length).NextBytes(body);
        return body;
    }

    private static async Task<HttpResponseMessage> PostAsync(RunningHost host, string path, HttpContent content, bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        return await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task AssertServesAsync(RunningHost host)
    {
        using var answer = await host.SendAsync("GET", "process");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>Sends a piece, and two bytes more when it may.</summary>
    private sealed class PausingContent(Task rest) : HttpContent
    {
        public const int Length = FirstPiece + 2;

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(new byte[FirstPiece]);
            await stream.FlushAsync();
            await rest;
            await stream.WriteAsync(new byte[Length - FirstPiece]);
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
