namespace Bittensor.Inference.Models;

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
