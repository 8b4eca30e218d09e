using Bittensor.Axon;
using Bittensor.Hosting.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.AddFunctionApp("bittensor-axon");
builder.Services.AddAxon(typeof(Program).Assembly);
await builder.Build().RunAsync();
