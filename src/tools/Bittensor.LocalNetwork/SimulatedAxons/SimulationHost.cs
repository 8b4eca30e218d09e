using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bittensor.LocalNetwork.SimulatedAxons;

/// <summary>Serves the simulated axons in a process of their own, so that their work does not count as the validator's.</summary>
internal static class SimulationHost
{
    /// <summary>Name of the hidden subcommand that calls <see cref="RunAsync"/>.</summary>
    public const string Subcommand = "simulated-axons";

    /// <summary>Serves on a free port of 127.0.0.1 until the process is told to end. Settings come from the environment.</summary>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task RunAsync(CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddSimulation();
        await using var app = builder.Build();
        app.MapSimulation();
        await app.StartAsync(cancellationToken);
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        Console.WriteLine($"Listening on {address}"); // AppProcess reads the address from this line
        await app.WaitForShutdownAsync(cancellationToken);
    }
}
