using Bittensor.Client;
using Bittensor.LocalHost.Launching;
using Bittensor.LocalNetwork;
using Bittensor.LocalNetwork.Azurite;
using Bittensor.Testing;

namespace Bittensor.EndToEnd.Tests.Telemetry;

/// <summary>A validator and an axon, each a process of its own, that tell a collector what they do.</summary>
public sealed class RoundTraceTests : IDisposable
{
    private const string Key = "key", Validator = "bittensor-validator", Axon = "bittensor-axon";

    private static readonly (string Service, string Source, string Name)[] Expected =
    [
        (Validator, "Microsoft.Azure.Functions.Worker", "function StartRound"), (Validator, "Bittensor.Validator", "start_round"),
        (Validator, "Bittensor.Storage", "send query-axon"), (Validator, "Bittensor.Storage", "process query-axon"),
        (Validator, "Bittensor.Dendrite", "TextCausalLMNext"), (Validator, "System.Net.Http", "POST"),
        (Axon, "Microsoft.Azure.Functions.Worker", "function TextCausalLMNext"), // the request's own span would be the host's
        (Axon, "Bittensor.Axon", "TextCausalLMNext"), (Axon, "Bittensor.Engine", "forward"),
        (Validator, "Bittensor.Validator", "close_round"),
    ];

    private static readonly (string Service, string Name, string Unit)[] Metrics =
    [
        (Validator, "bittensor.rounds.started", "{round}"), (Validator, "bittensor.rounds.closed", "{round}"),
        (Validator, "bittensor.round.duration", "s"), (Validator, "bittensor.round.answers", "{answer}"),
        (Validator, "bittensor.axon.loss", "{nat}"), (Validator, "bittensor.axon.score", "1"),
        (Validator, "bittensor.queue.wait.duration", "s"), (Validator, "bittensor.queue.poison.messages", "{message}"),
        (Validator, "gen_ai.client.operation.duration", "s"), (Validator, "gen_ai.client.token.usage", "{token}"),
        (Validator, "http.client.request.body.size", "By"), (Validator, "http.client.response.body.size", "By"),
        (Validator, "http.client.request.duration", "s"), (Axon, "gen_ai.server.request.duration", "s"),
        (Axon, "bittensor.inference.tokens", "{token}"), (Axon, "bittensor.inference.batch.rows", "{row}"),
        (Axon, "bittensor.inference.batch.tokens", "{token}"), (Axon, "bittensor.inference.forward.duration", "s"),
        (Axon, "bittensor.inference.queue.duration", "s"), (Axon, "bittensor.inference.requests.active", "{request}"),
        (Axon, "bittensor.axon.answers", "{answer}"), (Axon, "http.server.request.body.size", "By"),
        (Axon, "http.server.response.body.size", "By"), (Axon, "http.server.request.duration", "s"),
        (Axon, "bittensor.model.load.duration", "s"),
    ];

    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("traced-");
    private readonly HttpClient _http = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _http.Dispose();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task Round_OfTwoProcesses_IsOneTraceFromTheTimerToItsClosing()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), Token);
        var served = new Dictionary<string, string>(collector.Environment) { ["Model__Folder"] = SampleModels.SampleModels.Folder("nano") };
        await using var axon = AppProcess.StartApp("axon", AppPaths.Axon, served, _data);
        var (address, _) = await axon.WaitUntilReadyAsync(_http, Token);
        var settings = new Dictionary<string, string>(ValidatorSettings.Create(azurite.ConnectionString, "*/2 * * * * *", Key));
        foreach (var (name, value) in collector.Environment)
        {
            settings[name] = value;
        }

        await using var validator = AppProcess.StartApp("validator", AppPaths.Validator, settings, _data);
        var client = new ValidatorClient(_http, (await validator.WaitUntilReadyAsync(_http, Token)).Address, Key);
        await client.RegisterAsync(new("local-nano", "nano", address, Uid: 0), Token);

        // 1. some round's trace arrives whole: what is expected, and of every other span the one that it hangs below
        CollectedSpan[] whole = [];
        try
        {
            await Eventually.TrueAsync(() => (whole = Traces(collector).FirstOrDefault(IsWhole) ?? []).Length > 0, TimeSpan.FromMinutes(4));
        }
        catch (TimeoutException)
        {
            Assert.Fail(Missing(Traces(collector)));
        }

        // 2. all of it goes back to the timer
        Assert.Equal("function StartRound", Assert.Single(whole, span => span.Parent.Length == 0).Name);

        // 3. log lines know their trace; metrics come from both
        Assert.Contains((Validator, whole[0].Trace), collector.Logs);
        await Eventually.TrueAsync(() => !Metrics.Except(collector.Metrics).Any());
    }

    /// <summary>What the fullest trace lacks, and its spans.</summary>
    private static string Missing(IEnumerable<CollectedSpan[]> traces)
    {
        var fullest = traces.MaxBy(trace => Expected.Count(expected => Has(trace, expected))) ?? [];
        var lacks = Expected.Where(expected => !Has(fullest, expected));
        var orphans = fullest.Where(span => span.Parent.Length > 0 && fullest.All(parent => parent.Id != span.Parent));
        return $"It lacks {string.Join("; ", lacks)}. Without their parents: {string.Join("; ", orphans)}. It has {string.Join("\n", fullest.Distinct())}";
    }

    private static bool Has(CollectedSpan[] trace, (string Service, string Source, string Name) expected) =>
        trace.Any(span => (span.Service, span.Source, span.Name) == expected);

    private static IEnumerable<CollectedSpan[]> Traces(OtlpCollector collector) =>
        collector.Spans.GroupBy(span => span.Trace).Select(trace => trace.ToArray());

    private static bool IsWhole(CollectedSpan[] trace) =>
        Expected.All(expected => Has(trace, expected))
        && trace.All(span => span.Parent.Length == 0 || trace.Any(parent => parent.Id == span.Parent));
}
