using System.Globalization;
using Bittensor.Protocol;
using Bittensor.Protocol.Wire;

namespace Bittensor.Client;

/// <summary>One request and its answer, with what can be said about them even where they fail.</summary>
internal sealed class Exchange(HttpClient client, DendriteOptions options, TimeProvider time) : IDisposable
{
    private const int MaxProblemBytes = 64 * 1024;

    private readonly long _start = time.GetTimestamp();
    private ResponseBody? _body;
    private HttpResponseMessage? _response;

    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Bytes of the request's body.</summary>
    public long BytesSent { get; private set; }

    public long BytesReceived => _body?.Length ?? 0;

    /// <summary>A header of the answer, or null.</summary>
    public string? Header(string name) =>
        _response?.Headers.TryGetValues(name, out var values) == true ? values.FirstOrDefault() : null;

    /// <summary>Lets go of the answer's body.</summary>
    public void Dispose() => _body?.Dispose();

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <returns>The answer's form and its body, which lasts as long as this; if the axon says that it succeeded.</returns>
    /// <exception cref="SynapseException">
    /// The axon cannot be reached, does not answer in time, refuses, or answers with something that is no synapse.
    /// </exception>
    /// <exception cref="OperationCanceledException">The caller gave up.</exception>
    public async Task<(ISynapseFormat Format, ReadOnlyMemory<byte> Body)> SendAsync(
        HttpRequestMessage request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        BytesSent = request.Content?.Headers.ContentLength ?? 0;
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            _response = response;
            if (!response.IsSuccessStatusCode)
            {
                throw await ReadFailureAsync(response, either.Token);
            }

            return await ReadAnswerAsync(response, either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception) when (deadline.IsCancellationRequested && IsTransportFault(exception))
        {
            throw new SynapseException(
                ReturnCode.Timeout,
                string.Create(CultureInfo.InvariantCulture, $"No answer within {timeout.TotalSeconds} s."),
                exception);
        }
        catch (Exception exception) when (IsTransportFault(exception))
        {
            throw new SynapseException(
                ReturnCode.Unavailable, $"The axon cannot be reached or broke off: {exception.Message}", exception);
        }
    }

    /// <summary>Whether the HTTP stack gave up; a cancellation that nobody asked for is its connect timeout.</summary>
    private static bool IsTransportFault(Exception exception) =>
        exception is HttpRequestException or IOException or OperationCanceledException;

    private async Task<(ISynapseFormat Format, ReadOnlyMemory<byte> Body)> ReadAnswerAsync(
        HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var contentType = response.Content.Headers.ContentType?.ToString();
        if (!await ReadBodyAsync(response, options.MaxResponseBytes, cancellationToken))
        {
            throw new SynapseException(
                ReturnCode.InvalidResponse, $"The answer has more than {options.MaxResponseBytes} bytes, which is the limit.");
        }

        if (BytesReceived == 0)
        {
            throw new SynapseException(ReturnCode.EmptyResponse, "The answer has no body.");
        }

        var format = SynapseFormats.ForContentType(contentType)
            ?? throw new SynapseException(
                ReturnCode.ResponseDeserializationException, $"The answer's content type is {contentType ?? "missing"}.");
        return (format, _body!.Bytes);
    }

    /// <summary>What a refusal says: its problem body first, then the SDK's header, then the bare status.</summary>
    private async Task<SynapseException> ReadFailureAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        await ReadBodyAsync(response, MaxProblemBytes, cancellationToken);
        var problem = SynapseProblem.TryRead(_body!.Bytes.Span);
        var (messageCode, detail) = ReturnCodes.SplitStatusMessage(
            problem?.Message ?? Header(SynapseHeaders.AxonPrefix + "status_message"));
        var status = (int)response.StatusCode;
        ReturnCode?[] named = [ReturnCodes.FromName(problem?.ReturnCode), messageCode];
        var code = named.FirstOrDefault(name => name is not null and not ReturnCode.Success)
            ?? ReturnCodes.FromHttpStatus(status);
        return new SynapseException(code, $"HTTP {status}: {problem?.Detail ?? detail}".TrimEnd(' ', ':'));
    }

    private async Task<bool> ReadBodyAsync(HttpResponseMessage response, int limit, CancellationToken cancellationToken)
    {
        _body = new ResponseBody(limit);
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return await _body.ReadAsync(stream, response.Content.Headers.ContentLength, cancellationToken);
    }
}
