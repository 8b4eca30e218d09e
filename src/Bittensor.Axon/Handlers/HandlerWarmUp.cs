using System.Diagnostics;
using Bittensor.Engine.Models;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Bittensor.Axon.Handlers;

/// <summary>Prepares the handlers once the model is there; only then the app is ready.</summary>
internal sealed class HandlerWarmUp(ILanguageModelHost host, SynapseHandlers handlers, TimeProvider clock, ILogger<HandlerWarmUp> log)
    : BackgroundService, IServingState
{
    private volatile bool _isReady;

    public ModelState State
    {
        get
        {
            var state = host.State;
            if (state == ModelState.Ready && !_isReady)
            {
                return ModelState.Loading;
            }

            return state;
        }
    }

    public string? FailureReason => host.FailureReason;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        ILanguageModel model;
        try
        {
            model = await host.WaitAsync(stoppingToken);
        }
#pragma warning disable CA1031 // the host of the model has logged it and stops the app
        catch (Exception)
#pragma warning restore CA1031
        {
            return;
        }

        handlers.WarmUp();
        _isReady = true;
        using var process = Process.GetCurrentProcess();
        var started = clock.GetLocalNow() - process.StartTime;
        var synapses = string.Join(", ", handlers.Served().Select(type => type.Name));
        Log.Ready(log, model.Description.Name, synapses, started.TotalSeconds, process.WorkingSet64 / (1024.0 * 1024.0));
    }
}

/// <summary>Whether requests can be answered.</summary>
public interface IServingState
{
    /// <summary>Ready once the model is loaded and every handler is prepared.</summary>
    ModelState State { get; }

    /// <summary>Why the model could not be loaded; null unless <see cref="State"/> is <see cref="ModelState.Failed"/>.</summary>
    string? FailureReason { get; }
}
