using Bittensor.HostContract.App;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.Logging.AddFilter("Contract.Filtered", LogLevel.Warning); // a filter of the worker's own, beside that of host.json
builder.Services.Configure<KestrelServerOptions>(kestrel => kestrel.Limits.MaxRequestBodySize = null); // the host has its own limit
builder.Services.AddOpenTelemetry() // spans that go nowhere, so that code sees the trace it runs in
    .UseFunctionsWorkerDefaults()
    .WithTracing(tracing => tracing.SetSampler(new AlwaysOnSampler()));
builder.Services.AddSingleton<Records>();
builder.Services.AddSingleton<Gates>();
await builder.Build().RunAsync();
