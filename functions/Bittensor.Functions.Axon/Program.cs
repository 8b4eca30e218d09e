using Bittensor.Functions.Axon;
using Bittensor.Hosting.Worker;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.AddFunctionApp("bittensor-axon");
builder.Services.AddAxon();
await builder.Build().RunAsync();
