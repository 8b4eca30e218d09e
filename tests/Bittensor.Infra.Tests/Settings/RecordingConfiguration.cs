using Microsoft.Extensions.Configuration;

namespace Bittensor.Infra.Tests.Settings;

/// <summary>Settings that have no value, and note which are asked for.</summary>
internal sealed class RecordingConfiguration : ConfigurationProvider, IConfigurationSource
{
    private readonly HashSet<string> _asked = [];

    /// <summary>Keys that were asked for, those of sections left out.</summary>
    public IEnumerable<string> Asked => _asked.Where(key => key.Contains(':', StringComparison.Ordinal));

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <inheritdoc/>
    public override bool TryGet(string key, out string? value)
    {
        _asked.Add(key);
        value = null;
        return false;
    }

    /// <inheritdoc/>
    /// <remarks>A section looks as if it had something, or the binder would not look at its properties.</remarks>
    public override IEnumerable<string> GetChildKeys(IEnumerable<string> earlierKeys, string? parentPath) =>
        parentPath?.Contains(':', StringComparison.Ordinal) == false ? [.. earlierKeys, "_"] : earlierKeys;
}
