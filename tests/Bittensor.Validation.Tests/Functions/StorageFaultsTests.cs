using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bittensor.Testing;
using Bittensor.Validation.Tasks;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.Validation.Tests;

public class StorageFaultsTests
{
    [Theory]
    [InlineData("health")]
    [InlineData("scores")]
    public async Task Request_StorageIsDown_IsUnavailableWithProblem(string path)
    {
        var nowhere = $"http://127.0.0.1:{FreePort.Next()}/devstoreaccount1";
        var settings = new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = $"AccountName=devstoreaccount1;AccountKey=AAAA;TableEndpoint={nowhere};QueueEndpoint={nowhere}",
            ["Storage:MaxRetries"] = "0",
            ["Logging:LogLevel:Default"] = "None",
        };
        await using var web = ValidatorWeb.Build(settings, services => services.AddSingleton<ITaskSource, FakeTasks>());
        await web.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient { BaseAddress = new(web.Urls.Single()) };

        var response = await http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(503, (await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken)).GetProperty("status").GetInt32());
    }
}
