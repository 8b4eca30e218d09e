namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a function app's Program.cs begins.</summary>
public class FunctionsApplication
{
    /// <summary>Creates a builder with configuration, logging and services in place.</summary>
    /// <param name="args">The program's arguments: <c>--port</c>, <c>--urls</c> and any setting as <c>--Section:Name value</c>.</param>
    /// <exception cref="Bittensor.LocalWorker.Invocation.FunctionAppException">host.json or local.settings.json is malformed.</exception>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
