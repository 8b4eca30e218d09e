using System.Reflection;

namespace Bittensor.Protocol;

/// <summary>Every synapse of some assemblies, found by looking: adding one is adding its class.</summary>
public sealed class SynapseCatalog
{
    private readonly Dictionary<string, Type> _byName;

    /// <summary>Looks for synapses.</summary>
    /// <param name="assemblies">Where to look.</param>
    /// <exception cref="ArgumentException">
    /// Two synapses have the same name, or one has no public parameterless constructor.
    /// </exception>
    public SynapseCatalog(params IEnumerable<Assembly> assemblies)
    {
        ArgumentNullException.ThrowIfNull(assemblies);
        All = [.. assemblies.Distinct()
            .SelectMany(assembly => assembly.GetTypes())
            .Where(IsSynapse)
            .OrderBy(type => type.Name, StringComparer.Ordinal)];
        if (All.FirstOrDefault(type => type.GetConstructor(Type.EmptyTypes) is null) is { } closed)
        {
            throw new ArgumentException($"{closed.FullName} needs a public constructor without parameters.", nameof(assemblies));
        }

        _byName = All.ToDictionary(type => type.Name, StringComparer.Ordinal);
    }

    /// <summary>The synapses of this assembly.</summary>
    public static SynapseCatalog Default { get; } = new(typeof(Synapse).Assembly);

    /// <summary>Every synapse, ordered by name.</summary>
    public IReadOnlyList<Type> All { get; }

    /// <summary>The synapse of a name, or null.</summary>
    /// <param name="name">Class name, which is also the route; letters in exactly this case.</param>
    public Type? Find(string name) => _byName.GetValueOrDefault(name);

    private static bool IsSynapse(Type type) =>
        type is { IsAbstract: false, IsGenericTypeDefinition: false } && type.IsSubclassOf(typeof(Synapse));
}
