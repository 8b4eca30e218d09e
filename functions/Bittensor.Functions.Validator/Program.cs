using Bittensor.Functions.Validator;
using Bittensor.Telemetry.Exporters;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<StorageFaults>();
builder.AddTelemetry("bittensor-validator", worker => worker.UseFunctionsWorkerDefaults());
builder.Services.AddValidator();
builder.Build().Run();
