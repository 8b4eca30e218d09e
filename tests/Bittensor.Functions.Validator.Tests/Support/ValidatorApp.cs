using System.Net.Http.Json;
using System.Text.Json;
using Bittensor.Dendrite;
using Bittensor.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bittensor.Functions.Validator.Tests;

/// <summary>The whole app: its triggers, its queues, its HTTP. Rounds start every second; only axons and tasks are the test's.</summary>
public sealed class ValidatorApp : IAsyncLifetime
{
    public const string AdminKey = "the admin key";

    private readonly AzuriteFixture _azurite = new();
    private IHost? _host;

    public string ConnectionString => _azurite.ConnectionString;

    internal FakeDendrite Axons { get; } = new();

    public HttpClient Http { get; } = new();

    public async ValueTask InitializeAsync()
    {
        await _azurite.InitializeAsync(); // queue triggers have fixed names: an Azurite of its own
        var builder = FunctionsApplication.CreateBuilder(
        [
            "--port=0",
            "--LocalWorker:FunctionsAssembly=Bittensor.Functions.Validator",
            $"--AzureWebJobsStorage={_azurite.ConnectionString}",
            "--RoundSchedule=* * * * * *",
            $"--Validator:AdminKey={AdminKey}",
            "--Round:Tasks=2",
            "--Round:SequenceLength=4",
            "--Round:ContinuationLength=2",
            "--Round:CausalTopK=8",
        ]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<StorageFaults>();
        builder.Services.AddSingleton<IDendrite>(Axons);
        builder.Services.AddSingleton<ITaskSource, FakeTasks>();
        builder.Services.AddValidator();
        _host = builder.Build();
        await _host.StartAsync();
        var addresses = _host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Http.BaseAddress = new Uri(addresses.Single());
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
        if (_host is not null)
        {
            await _host.StopAsync();
            _host.Dispose();
        }

        await _azurite.DisposeAsync();
    }
}
