namespace Bittensor.Scoring;

/// <summary>How far one answer's distributions are from those of all.</summary>
/// <param name="Distance">Mean Hellinger distance from the mean distribution, over the tasks; 0 to 1.</param>
/// <param name="Excess">Mean excess over the tasks, 0 to 10: nothing within one standard deviation above the mean distance,
/// 1 at two, 8 at three.</param>
public readonly record struct Divergence(double Distance, double Excess);
