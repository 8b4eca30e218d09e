namespace Bittensor.Experiments;

/// <summary>Ten axons that all differ.</summary>
internal static class Population
{
    /// <summary>The three sample models and seven made of them.</summary>
    public static IReadOnlyList<MixedAxon> Axons { get; } =
    [
        Of("small"), Of("micro"), Of("nano"),
        Of("small") with { Temperature = 1.5 }, Of("micro") with { Temperature = 1.5 },
        Of("small") with { Temperature = 0.7 }, Of("micro") with { Temperature = 0.7 }, Of("nano") with { Temperature = 0.7 },
        new([("small", 0.5), ("micro", 0.5)]), new([("micro", 0.5), ("nano", 0.5)]),
    ];

    private static MixedAxon Of(string model) => new([(model, 1)]);
}
