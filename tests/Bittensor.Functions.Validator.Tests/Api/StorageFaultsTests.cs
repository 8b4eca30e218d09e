using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bittensor.Testing;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bittensor.Functions.Validator.Tests;

public class StorageFaultsTests
{
    [Theory]
    [InlineData("health")]
    [InlineData("scores")]
    public async Task Request_StorageIsDown_IsUnavailableWithProblem(string path)
    {
        var nowhere = $"http://127.0.0.1:{FreePort.Next()}/devstoreaccount1";
        var builder = FunctionsApplication.CreateBuilder(
        [
            "--port=0",
            "--LocalWorker:FunctionsAssembly=Bittensor.Functions.Validator",
            $"--AzureWebJobsStorage=AccountName=devstoreaccount1;AccountKey=AAAA;TableEndpoint={nowhere};QueueEndpoint={nowhere}",
            "--RoundSchedule=0 0 0 1 1 *",
            "--Storage:MaxRetries=0",
            "--Logging:LogLevel:Default=None",
        ]);
        builder.ConfigureFunctionsWebApplication();
        builder.UseMiddleware<StorageFaults>();
        builder.Services.AddSingleton<ITaskSource, FakeTasks>();
        builder.Services.AddValidator();
        using var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new(host.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };

        var response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(503, (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("status").GetInt32());
        await host.StopAsync(TestContext.Current.CancellationToken);
    }
}
