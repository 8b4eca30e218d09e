namespace Bittensor.Experiments;

/// <summary>What a model that several of ten axons serve is worth.</summary>
/// <param name="Copies">Axons that serve it.</param>
/// <param name="Individual">How it fares when scored by its own loss.</param>
/// <param name="LeaveOneOut">How each copy fares when scored by what the group loses without it.</param>
internal sealed record CopyOutcome(int Copies, Standing Individual, Standing LeaveOneOut);
