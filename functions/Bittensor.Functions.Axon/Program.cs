using Bittensor.Functions.Axon;
using Bittensor.Telemetry.Exporters;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.AddTelemetry("bittensor-axon", worker => worker.UseFunctionsWorkerDefaults());
builder.Services.AddAxon();
await builder.Build().RunAsync();
