using Bittensor.LocalHost;
using Bittensor.LocalHost.Launching;
using Bittensor.LocalNetwork.SimulatedAxons;

namespace Bittensor.LocalNetwork;

/// <summary>Starts the apps of a network and ends them: the validator first, so that it does not ask axons that are gone.</summary>
/// <param name="http">Asks whether they are ready.</param>
/// <param name="logFolder">Where their logs go.</param>
/// <param name="host">What serves the apps: <c>local</c> or <c>func</c>.</param>
internal sealed class Launcher(HttpClient http, DirectoryInfo logFolder, string host = "local") : IAsyncDisposable
{
    private readonly List<AppProcess> _axons = [];
    private AppProcess? _validator;

    /// <summary>The validator's host.</summary>
    /// <exception cref="InvalidOperationException">It has not been started.</exception>
    public AppProcess Validator => _validator ?? throw new InvalidOperationException("The validator has not been started.");

    /// <summary>The process of the simulated axons, once it has been started.</summary>
    public AppProcess SimulatedAxons { get; private set; } = null!;

    /// <summary>Starts all axons at once; each gets an equal part of the processor's cores.</summary>
    /// <param name="models">What they serve.</param>
    /// <param name="ready">Told of each as soon as it answers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<RunningAxon>> StartAxonsAsync(
        IReadOnlyList<ModelSource> models, Action<RunningAxon> ready, CancellationToken cancellationToken)
    {
        var threads = Math.Max(1, Environment.ProcessorCount / models.Count);
        _axons.AddRange(models.Select(model => AppProcess.StartApp(model.Name, AppPaths.Axon, AxonSettings(model, threads), logFolder, host)));
        return await Task.WhenAll(models.Zip(_axons, async (model, app) =>
        {
            var (address, startTime) = await app.WaitUntilReadyAsync(http, cancellationToken);
            var axon = new RunningAxon(model, address, startTime, app.WorkingSet);
            ready(axon);
            return axon;
        }));
    }

    /// <summary>Starts the program that answers for all axons of a simulation.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its base address.</returns>
    public async Task<Uri> StartSimulatedAxonsAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        SimulatedAxons = AppProcess.Start("simulated-axons", AppPaths.LocalNetwork, [SimulationHost.Subcommand], settings, logFolder);
        _axons.Add(SimulatedAxons);
        return (await SimulatedAxons.WaitUntilReadyAsync(http, cancellationToken)).Address;
    }

    /// <summary>Starts the validator.</summary>
    /// <param name="settings">Its settings.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Its base address.</returns>
    public async Task<Uri> StartValidatorAsync(IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        _validator = AppProcess.StartApp("validator", AppPaths.Validator, settings, logFolder, host);
        return (await _validator.WaitUntilReadyAsync(http, cancellationToken)).Address;
    }

    /// <summary>Fails once an app has ended.</summary>
    /// <exception cref="LocalHostException">One has.</exception>
    public void ThrowIfEnded()
    {
        _axons.ForEach(axon => axon.ThrowIfEnded());
        _validator?.ThrowIfEnded();
    }

    /// <summary>The end of the validator's log, for an error message.</summary>
    public string ValidatorTail() => _validator?.Tail() ?? "";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_validator is not null)
        {
            await _validator.DisposeAsync();
        }

        await Task.WhenAll(_axons.Select(axon => axon.DisposeAsync().AsTask()));
    }

    private static Dictionary<string, string> AxonSettings(ModelSource model, int threads) => new()
    {
        ["Model__Folder"] = model.Folder.FullName,
        ["Model__Name"] = model.Folder.Name,
        ["Model__Threads"] = $"{threads}",
        ["Model__ForwardTimeout"] = "00:01:30", // all axons share one processor
    };
}
