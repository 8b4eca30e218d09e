using Bittensor.Inference.Models;

namespace Bittensor.Inference.Handlers;

/// <summary>Whether requests can be answered.</summary>
public interface IServingState
{
    /// <summary>Ready once the model is loaded and every handler is prepared.</summary>
    ModelState State { get; }

    /// <summary>Why the model could not be loaded; null unless <see cref="State"/> is <see cref="ModelState.Failed"/>.</summary>
    string? FailureReason { get; }
}
