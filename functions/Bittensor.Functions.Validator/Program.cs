using Bittensor.Functions.Validator;
using Bittensor.Functions.Validator.Http;
using Bittensor.Hosting.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.AddFunctionApp("bittensor-validator");
builder.UseMiddleware<StorageFaults>();
builder.Services.AddValidator();
await builder.Build().RunAsync();
