using System.Net.Http.Headers;
using Bittensor.Protocol;
using Bittensor.Protocol.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bittensor.Client;

/// <summary>Asks axons over HTTP.</summary>
/// <param name="client">Pooled connections without a timeout of their own.</param>
/// <param name="options">Form and limits.</param>
/// <param name="time">The clock of deadlines and measurements.</param>
/// <param name="logger">
/// Takes failed queries, at debug level: they are the axons' faults, and the caller has the return code.
/// </param>
public sealed class HttpDendrite(
    HttpClient client, IOptions<DendriteOptions> options, TimeProvider time, ILogger<HttpDendrite> logger) : IDendrite
{
    private const string SeveralRoute = "synapses";
    private const int MaxMessageLength = 1000;

    private readonly ISynapseFormat _format =
        options.Value.Form == WireForm.Binary ? SynapseFormats.Binary : SynapseFormats.SdkJson;

    /// <inheritdoc/>
    public async Task<DendriteResponse<T>> QueryAsync<T>(
        Uri axon, T synapse, TimeSpan timeout, CancellationToken cancellationToken = default)
        where T : Synapse
    {
        ArgumentNullException.ThrowIfNull(synapse);
        RequireTimeout(timeout);
        synapse.Timeout = timeout.TotalSeconds;
        using var query = Query.Start(axon, synapse.Name);
        using var exchange = new Exchange(client, options.Value, time);
        var (answer, failure) = await CatchAsync(axon, synapse.Name, async () =>
        {
            using var request = Request(axon, synapse.Name, _format.Write(synapse), SynapseHeaders.ForRequest(synapse));
            var (format, body) = await exchange.SendAsync(request, timeout, cancellationToken);
            return Read(format, body, synapse, exchange);
        });
        query.End(exchange, synapse, answer, failure);
        return new DendriteResponse<T>(
            answer,
            failure?.ReturnCode ?? ReturnCode.Success,
            Shorten(failure?.Message),
            exchange.Elapsed,
            exchange.BytesReceived);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DendriteResponse<Synapse>>> QuerySeveralAsync(
        Uri axon, IReadOnlyList<Synapse> synapses, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        RequireTimeout(timeout);
        var several = MultiSynapse.Of(synapses);
        several.Timeout = timeout.TotalSeconds;
        using var query = Query.Start(axon, SeveralRoute);
        using var exchange = new Exchange(client, options.Value, time);
        var (items, failure) = await CatchAsync(axon, SeveralRoute, async () =>
        {
            using var request = Request(axon, SeveralRoute, _format.WriteMany(several, MessageKind.Request), []);
            var (format, body) = await exchange.SendAsync(request, timeout, cancellationToken);
            return ReadItems(format, body, synapses);
        });
        query.End(exchange, synapses[0], null, failure);
        return [.. synapses.Select((synapse, index) => ItemAnswer(synapse, items?[index], failure, exchange))];
    }

    private static void RequireTimeout(TimeSpan timeout)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(timeout, TimeSpan.FromSeconds(SynapseInputChecks.MaxTimeout));
    }

    private static T Read<T>(ISynapseFormat format, ReadOnlyMemory<byte> body, T synapse, Exchange exchange)
        where T : Synapse
    {
        var answer = (T)Read(format, body, synapse.GetType());
        answer.Axon ??= new TerminalInfo();
        SynapseHeaders.ApplyAnswer(answer.Axon, exchange.Header);
        if (answer.Axon.StatusCode is { } status and not 200)
        {
            var (code, detail) = ReturnCodes.SplitStatusMessage(answer.Axon.StatusMessage);
            throw new SynapseException(code ?? ReturnCodes.FromHttpStatus(status), detail);
        }

        answer.ValidateAnswer(synapse);
        return answer;
    }

    /// <summary>Whatever the bytes do to the reader, it is a fault of the answer.</summary>
    private static Synapse Read(ISynapseFormat format, ReadOnlyMemory<byte> body, Type type)
    {
        try
        {
            return format.Read(body, type, MessageKind.Answer);
        }
        catch (Exception exception) when (exception is not SynapseException)
        {
            throw new SynapseException(
                ReturnCode.ResponseDeserializationException, $"The answer cannot be read: {exception.Message}", exception);
        }
    }

    private static IReadOnlyList<MultiSynapseItem> ReadItems(
        ISynapseFormat format, ReadOnlyMemory<byte> body, IReadOnlyList<Synapse> synapses)
    {
        var items = format.ReadMany(body, CatalogOf(synapses), MessageKind.Answer).Items;
        if (items.Count != synapses.Count)
        {
            throw new SynapseException(
                ReturnCode.ResponseShapeException, $"The answer has {items.Count} synapses; expected {synapses.Count}.");
        }

        return items;
    }

    private static SynapseCatalog CatalogOf(IReadOnlyList<Synapse> synapses)
    {
        if (synapses.All(synapse => SynapseCatalog.Default.Find(synapse.Name) == synapse.GetType()))
        {
            return SynapseCatalog.Default;
        }

        return new SynapseCatalog(synapses.Select(synapse => synapse.GetType().Assembly));
    }

    private static DendriteResponse<Synapse> ItemAnswer(
        Synapse synapse, MultiSynapseItem? item, SynapseException? failure, Exchange exchange)
    {
        failure ??= item?.Failure ?? Check(synapse, item!.Synapse!);
        var code = failure?.ReturnCode ?? ReturnCode.Success;
        return new DendriteResponse<Synapse>(
            failure is null ? item!.Synapse : null, code, Shorten(failure?.Message), exchange.Elapsed, exchange.BytesReceived);
    }

    /// <summary>Messages end up in logs and table rows, and axons may write what they like.</summary>
    private static string Shorten(string? message) =>
        message is { Length: > MaxMessageLength } ? message[..MaxMessageLength] + "…" : message ?? "";

    private static SynapseException? Check(Synapse synapse, Synapse answer)
    {
        if (answer.GetType() != synapse.GetType())
        {
            return new SynapseException(ReturnCode.InvalidResponse, $"The answer is {answer.Name}; expected {synapse.Name}.");
        }

        try
        {
            answer.ValidateAnswer(synapse);
            return null;
        }
        catch (SynapseException exception)
        {
            return exception;
        }
    }

    /// <summary>Turns what an axon may do into a return code; the caller's own cancellation passes.</summary>
    private async Task<(T? Answer, SynapseException? Failure)> CatchAsync<T>(Uri axon, string route, Func<Task<T>> query)
        where T : class
    {
        try
        {
            return (await query(), null);
        }
        catch (SynapseException exception)
        {
            Log.QueryFailed(logger, exception, axon, route, exception.ReturnCode);
            return (null, exception);
        }
    }

    private HttpRequestMessage Request(
        Uri axon, string route, ReadOnlyMemory<byte> body, IEnumerable<KeyValuePair<string, string>> headers)
    {
        if (axon is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            throw new SynapseException(ReturnCode.Unavailable, $"{axon} is no http or https URL.");
        }

        var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"{axon.GetLeftPart(UriPartial.Path).TrimEnd('/')}/{route}"))
        {
            Content = new ReadOnlyMemoryContent(body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(_format.ContentType);
        request.Headers.Accept.ParseAdd(_format.ContentType);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
