using System.Globalization;
using Spectre.Console;

namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Prints every few seconds how far a round is, until it is disposed.</summary>
internal sealed class SimulationProgress : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private readonly StorageMeter _meter;
    private readonly int _axons;
    private readonly IAnsiConsole _console;
    private readonly PeriodicTimer _timer = new(Interval);
    private readonly Task _printing;

    /// <summary>Begins.</summary>
    /// <param name="meter">Counts the responses.</param>
    /// <param name="axons">How many there will be in a round.</param>
    /// <param name="console">Where to print.</param>
    public SimulationProgress(StorageMeter meter, int axons, IAnsiConsole console)
    {
        _meter = meter;
        _axons = axons;
        _console = console;
        _printing = PrintAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _timer.Dispose();
        await _printing;
    }

    private async Task PrintAsync()
    {
        var before = Inserted();
        while (await _timer.WaitForNextTickAsync())
        {
            var now = Inserted();
            if (now > before)
            {
                var (rounds, answers) = Math.DivRem(now, _axons + 1); // a round's own row, and one an axon
                _console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  round {rounds + 1}: {Math.Max(0, answers - 1)} of {_axons} responses, {(now - before) / Interval.TotalSeconds:0} a second"));
            }

            before = now;
        }
    }

    private long Inserted() => _meter.Total(StorageOperation.Insert);
}
