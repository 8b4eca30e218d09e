using Bittensor.Engine.ModelFolders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Bittensor.Engine.Models;

/// <summary>Loads the model while the app starts; stops the app, with exit code 1, where it cannot.</summary>
internal sealed class LanguageModelHost(
    IOptions<ModelOptions> options, IModelFolderSource source, TimeProvider time, IHostApplicationLifetime lifetime,
    ILogger<LanguageModelHost> log)
    : BackgroundService, ILanguageModelHost, IAsyncDisposable
{
    private readonly TaskCompletionSource<LanguageModel> _loading = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    public ModelState State => _loading.Task switch
    {
        { IsCompletedSuccessfully: true } => ModelState.Ready,
        { IsCompleted: true } => ModelState.Failed,
        _ => ModelState.Loading,
    };

    /// <inheritdoc/>
    public string? FailureReason
    {
        get
        {
            if (State != ModelState.Failed)
            {
                return null;
            }

            return _loading.Task.Exception?.InnerException?.Message ?? "The app was stopped before the model was ready.";
        }
    }

    /// <inheritdoc/>
    public ILanguageModel Model => State switch
    {
        ModelState.Ready => _loading.Task.Result,
        ModelState.Loading => throw new EngineException(EngineFault.NotReady, "The model is being loaded; try again in a few seconds."),
        _ => throw new EngineException(EngineFault.NotReady, "The model could not be loaded; the axon is stopping."),
    };

    /// <inheritdoc/>
    public async Task<ILanguageModel> WaitAsync(CancellationToken cancellationToken) => await _loading.Task.WaitAsync(cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        base.Dispose();
        if (State == ModelState.Ready)
        {
            await _loading.Task.Result.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var folder = await source.OpenAsync(stoppingToken);
            _loading.SetResult(await LanguageModel.LoadAsync(options.Value, folder, time, log, stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _loading.SetCanceled(stoppingToken);
        }
#pragma warning disable CA1031 // any failure to load the model stops the app
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Log.LoadFailed(log, fault, fault.Message);
            _loading.SetException(fault);
            Environment.ExitCode = 1;
            lifetime.StopApplication();
        }
    }
}
