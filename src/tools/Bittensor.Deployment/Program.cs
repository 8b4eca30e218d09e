using System.CommandLine;
using Azure;
using Azure.Identity;
using Bittensor.Deployment;

var seed = new Command("seed", "Makes the admin key, and uploads the sample models and texts that axons and validator are set to use.");
seed.SetAction((_, token) => RunAsync(deployment => deployment.SeedAsync(token)));
var register = new Command("register", "Registers the axons with the validator.");
register.SetAction((_, token) => RunAsync(deployment => deployment.RegisterAsync(token)));
return await new RootCommand("What a deployment needs beside its templates. Settings are the outputs of infra/main.bicep, as azd hands them over.")
{
    seed, register,
}.Parse(args).InvokeAsync();

static async Task<int> RunAsync(Func<Deployment, Task> step)
{
    try
    {
        using var http = new HttpClient();
        await step(new Deployment(DeploymentSettings.FromEnvironment(), new DefaultAzureCredential(), http, TimeProvider.System, Console.Out));
        return 0;
    }
    catch (Exception e) when (e is DeploymentException or RequestFailedException or HttpRequestException or AuthenticationFailedException)
    {
        await Console.Error.WriteLineAsync(e.Message);
        return 1;
    }
}
