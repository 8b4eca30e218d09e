using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Bittensor.Client.Tests;

/// <summary>A server that answers each request with bytes of the test's choice, so that it can break every rule of HTTP.</summary>
internal sealed class FakeAxon : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<Request, NetworkStream, CancellationToken, Task> _answer;
    private readonly Task _accepting;

    public FakeAxon(Func<Request, NetworkStream, CancellationToken, Task> answer)
    {
        _answer = answer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Url => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>An axon that answers with one status, some headers and a body.</summary>
    public static FakeAxon Answering(int status, string contentType, ReadOnlyMemory<byte> body, params string[] headers) =>
        new((_, stream, token) => SendAsync(stream, status, contentType, body, headers, token));

    public static async Task SendAsync(
        NetworkStream stream, int status, string contentType, ReadOnlyMemory<byte> body, string[] headers, CancellationToken token)
    {
        string[] lines = [$"HTTP/1.1 {status} Status", $"Content-Type: {contentType}", $"Content-Length: {body.Length}", .. headers, "", ""];
        await stream.WriteAsync(Encoding.UTF8.GetBytes(string.Join("\r\n", lines)), token);
        await stream.WriteAsync(body, token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _accepting; // before the listener stops: accepting from a stopped one is an error of its own
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var connections = new List<Task>();
        try
        {
            while (true)
            {
                connections.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(connections);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                while (await Request.ReadAsync(stream, _stop.Token) is { } request)
                {
                    await _answer(request, stream, _stop.Token);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or CloseConnection)
        {
            // the dendrite hung up, the test is over, or the test wants it so
        }
    }

    /// <summary>Thrown by a test's answer to close the connection.</summary>
    public sealed class CloseConnection : Exception;

    /// <summary>A request as it arrived.</summary>
    public sealed record Request(string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
    {
        public static async Task<Request?> ReadAsync(Stream stream, CancellationToken token)
        {
            var head = new StringBuilder();
            var one = new byte[1];
            while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                if (await stream.ReadAsync(one, token) == 0)
                {
                    return null;
                }

                head.Append((char)one[0]);
            }

            var lines = head.ToString().Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
            var headers = lines.Skip(1).Select(line => line.Split(": ", 2)).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
            var body = new byte[int.Parse(headers["Content-Length"], System.Globalization.CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body, token);
            return new Request(lines[0].Split(' ')[1], headers, body);
        }
    }
}
