using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;

namespace Bittensor.LocalWorker.Hosting;

/// <summary>Prints what the app serves once it does: a line a function, then <c>Listening on http://127.0.0.1:PORT</c>, which
/// programs that start this one wait for.</summary>
internal sealed class StartupListing(
    FunctionApp app, LocalWorkerOptions options, IServer server, IHostApplicationLifetime lifetime) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        var addresses = server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(address => address.TrimEnd('/')).ToList() ?? [];
        foreach (var function in app.Functions.OrderBy(function => function.Kind.BindingType).ThenBy(function => function.Name))
        {
            Line($"  {function.Name}: {function.Kind.Describe(function.Source, addresses.FirstOrDefault() ?? string.Empty)}");
        }

        addresses.ForEach(address => Line($"Listening on {address}"));
        options.Output.Flush();
    }

    private void Line(FormattableString text) => options.Output.WriteLine(FormattableString.Invariant(text));
}
