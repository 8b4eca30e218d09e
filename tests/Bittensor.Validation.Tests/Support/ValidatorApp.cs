using System.Net.Http.Json;
using System.Text.Json;
using Bittensor.Client;
using Bittensor.Functions.Validator.Http;
using Bittensor.Testing;
using Bittensor.Validation.Tasks;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.Validation.Tests;

/// <summary>All functions of the app in this process: those of timer and queues, those of HTTP. Rounds start every second; axons and
/// tasks are the test's. The real host and worker are those of the end-to-end tests.</summary>
public sealed class ValidatorApp : IAsyncLifetime
{
    public const string AdminKey = "the admin key";

    private readonly AzuriteFixture _azurite = new();
    private WebApplication? _web;

    public string ConnectionString => _azurite.ConnectionString;

    internal FakeDendrite Axons { get; } = new();

    public HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync(); // queues of triggers have fixed names: an Azurite of its own
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = _azurite.ConnectionString,
            ["RoundSchedule"] = "* * * * * *",
            ["Validator:AdminKey"] = AdminKey,
            ["Round:Tasks"] = "2",
            ["Round:SequenceLength"] = "4",
            ["Round:ContinuationLength"] = "2",
            ["Round:CausalTopK"] = "8",
            ["Logging:LogLevel:Default"] = "Warning",
        };
        _web = ValidatorWeb.Build(settings, services => services
            .AddSingleton<IDendrite>(Axons)
            .AddSingleton<ITaskSource, FakeTasks>()
            .AddHostedService<TriggerLoop>());
        await _web.StartAsync();
        Http.BaseAddress = new Uri(_web.Urls.Single());
    }

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, object? body = null, string? key = AdminKey)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add(AdminGate.Header, key);
        }

        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> GetAsync(string path) => await Http.GetFromJsonAsync<JsonElement>(path, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_web is not null)
        {
            await _web.StopAsync();
            await _web.DisposeAsync();
        }

        await _azurite.DisposeAsync();
    }
}
