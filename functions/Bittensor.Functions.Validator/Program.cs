using Bittensor.Functions.Validator;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<StorageFaults>();
builder.Services.AddValidator();
builder.Build().Run();
