using System.Diagnostics;
using System.Reflection;
using System.Text;
using Bittensor.Axon;
using Bittensor.Functions.Axon;
using Bittensor.LocalHost.Launching;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Spectre.Console;

namespace Bittensor.Benchmarks;

/// <summary>What host and worker add to a call: an axon's functions behind the local host, and the same functions in plain ASP.NET Core,
/// asked in turns by one caller.</summary>
internal static class HostOverhead
{
    private const int WarmUp = 300, Calls = 1000;
    private const string Model = "nano", Body = """{"inputs":[[464,1988,318]],"topk":16}""";

    /// <summary>Measures and prints a table; times are milliseconds.</summary>
    public static async Task PrintAsync()
    {
        var settings = new Dictionary<string, string> { ["Model__Folder"] = SampleModelFolder.Find(Model), ["Model__BatchWindow"] = "00:00:00" };
        var logs = Directory.CreateTempSubdirectory("host-overhead-");
        using var http = new HttpClient();
        await using var host = AppProcess.StartApp("axon", AxonFolder(), settings, logs);
        var (hosted, start) = await host.WaitUntilReadyAsync(http, default);
        await using var plain = await StartPlainAsync(settings, http);

        var table = new Table().AddColumns("call", "behind the host: p50", "p95", "plain: p50", "p95", "host and worker add");
        foreach (var (path, body) in ((string, string?)[])[("health", null), ("TextCausalLMNext", Body)])
        {
            var (behind, alone) = await MeasureAsync(http, new Uri(hosted, path), new Uri(new Uri(plain.Urls.Single()), path), body);
            table.AddRow(
                path, Text(At(behind, 0.5)), Text(At(behind, 0.95)), Text(At(alone, 0.5)), Text(At(alone, 0.95)),
                Text(At(behind, 0.5) - At(alone, 0.5)));
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine($"Start of the host to the first answer: {start.TotalSeconds:0.00} s.");
        await host.DisposeAsync();
        logs.Delete(recursive: true);
    }

    private static string AxonFolder() => typeof(HostOverhead).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(data => data.Key == "Axon").Value!.Replace('\\', Path.DirectorySeparatorChar);

    private static async Task<WebApplication> StartPlainAsync(Dictionary<string, string> settings, HttpClient http)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create(setting.Key.Replace("__", ":", StringComparison.Ordinal), (string?)setting.Value)));
        builder.Services.AddRouting().AddLogging().AddAxon().AddSingleton<SynapseFunctions>().AddSingleton<MetadataFunctions>();
        var app = builder.Build();
        app.MapGet("/health", context => ExecuteAsync(context, app.Services.GetRequiredService<MetadataFunctions>().Health(context.Request)));
        app.MapPost("/TextCausalLMNext", async context => await ExecuteAsync(
            context, await app.Services.GetRequiredService<SynapseFunctions>().TextCausalLMNextAsync(context.Request)));
        await app.StartAsync();
        var health = new Uri(new Uri(app.Urls.Single()), "health");
        while (!(await http.GetAsync(health)).IsSuccessStatusCode)
        {
            await Task.Delay(50);
        }

        return app;
    }

    private static Task ExecuteAsync(HttpContext context, IActionResult result) =>
        result.ExecuteResultAsync(new ActionContext(context, new RouteData(), new()));

    private static async Task<(double[] Behind, double[] Alone)> MeasureAsync(HttpClient http, Uri behind, Uri alone, string? body)
    {
        var times = (Behind: new double[Calls], Alone: new double[Calls]);
        for (var call = -WarmUp; call < Calls; call++)
        {
            var first = await TimeAsync(http, behind, body);
            var second = await TimeAsync(http, alone, body);
            if (call >= 0)
            {
                times.Behind[call] = first;
                times.Alone[call] = second;
            }
        }

        Array.Sort(times.Behind);
        Array.Sort(times.Alone);
        return times;
    }

    private static async Task<double> TimeAsync(HttpClient http, Uri address, string? body)
    {
        var started = Stopwatch.GetTimestamp();
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, address);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        await answer.Content.ReadAsByteArrayAsync();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    private static string Text(double milliseconds) => FormattableString.Invariant($"{milliseconds:0.00}");
}
