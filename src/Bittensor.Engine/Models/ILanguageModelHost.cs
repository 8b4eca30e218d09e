namespace Bittensor.Engine.Models;

/// <summary>The model of this process, loaded in the background while the app starts.</summary>
public interface ILanguageModelHost
{
    /// <summary>How far the model is.</summary>
    ModelState State { get; }

    /// <summary>Why it could not be loaded; null unless <see cref="State"/> is <see cref="ModelState.Failed"/>.</summary>
    string? FailureReason { get; }

    /// <summary>The model.</summary>
    /// <exception cref="EngineException">It is not ready; <see cref="EngineFault.NotReady"/>.</exception>
    ILanguageModel Model { get; }

    /// <summary>Waits until the model is ready.</summary>
    /// <param name="cancellationToken">Stops the waiting, not the loading.</param>
    /// <returns>The model; the task fails with what the loading failed with.</returns>
    Task<ILanguageModel> WaitAsync(CancellationToken cancellationToken);
}

/// <summary>How far the model of this process is.</summary>
public enum ModelState
{
    /// <summary>Being loaded, checked and warmed up.</summary>
    Loading,

    /// <summary>Ready to answer.</summary>
    Ready,

    /// <summary>It could not be loaded; the app stops.</summary>
    Failed,
}
