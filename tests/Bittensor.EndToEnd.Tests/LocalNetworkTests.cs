using System.Diagnostics;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Bittensor.EndToEnd.Tests;

/// <summary>The command that newcomers run, as they run it.</summary>
public sealed partial class LocalNetworkTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("end-to-end-");

    [Fact]
    public async Task Run_TwoRounds_RanksTheModelsByTheirLossAndLeavesNothingBehind()
    {
        var json = Path.Combine(_data.FullName, "out.json");

        var (code, output) = await RunAsync("--rounds", "2", "--json", json, "--data", _data.FullName, "--schedule", "*/5 * * * * *");

        Assert.True(code == 0, output);
        using var document = JsonDocument.Parse(await File.ReadAllTextAsync(json, TestContext.Current.CancellationToken));
        JsonElement[] rows = [.. document.RootElement.EnumerateArray()];
        Assert.Equal(["small", "micro", "nano", "nano-twin"], rows.Select(row => row.GetProperty("name").GetString()));
        Assert.All(rows, row => Assert.True(row.GetProperty("responded").GetBoolean()));
        double[] losses = [.. rows.Select(row => row.GetProperty("loss").GetDouble())];
        Assert.True(losses[0] < losses[1] && losses[1] < losses[2], output);
        Assert.Equal(losses[2], losses[3]);
        Assert.Equal(rows[2].GetProperty("score").GetDouble(), rows[3].GetProperty("score").GetDouble());
        await AssertNothingAnswersAsync(output);
    }

    public void Dispose() => _data.Delete(recursive: true);

    private static async Task<(int Code, string Output)> RunAsync(params string[] arguments)
    {
        var program = typeof(LocalNetworkTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "LocalNetwork").Value!;
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
            limit.CancelAfter(TimeSpan.FromMinutes(5));
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output + await error);
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>Every address that the network printed is closed: storage, axons, validator.</summary>
    private static async Task AssertNothingAnswersAsync(string output)
    {
        string[] addresses = [.. Address().Matches(output).Select(match => match.Value).Distinct()];
        Assert.Equal(6, addresses.Length);
        using var http = new HttpClient();
        foreach (var address in addresses)
        {
            await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(new Uri(address), TestContext.Current.CancellationToken));
        }
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Address();
}
