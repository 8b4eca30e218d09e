using System.Reflection;

namespace Bittensor.SampleModels;

/// <summary>The language models and the held-out text that come with the repository; see MODEL-CARD.md.</summary>
public static class SampleModels
{
    /// <summary>Names of the models, from the worst to the best held-out loss.</summary>
    public static IReadOnlyList<string> Names { get; } = ["nano", "micro", "small"];

    /// <summary>Folder of .txt files that no model was trained on.</summary>
    public static string HeldOutTextFolder { get; } = Path.Combine(Root(), "text", "held-out");

    /// <summary>Model folder of one sample model.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="ArgumentException">There is no such model.</exception>
    public static string Folder(string name)
    {
        if (!Names.Contains(name))
        {
            throw new ArgumentException($"No sample model '{name}'; there are {string.Join(", ", Names)}.", nameof(name));
        }

        return Path.Combine(Root(), "models", name);
    }

    private static string Root() => typeof(SampleModels).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "SampleContent").Value!;
}
