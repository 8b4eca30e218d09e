using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;

namespace Bittensor.LocalWorker.Settings;

/// <summary>Replaces <c>%Setting%</c> in trigger attributes and finds connection strings.</summary>
internal sealed partial class SettingResolver(IConfiguration configuration)
{
    /// <summary>Replaces every <c>%Name%</c> with the setting's value.</summary>
    /// <param name="text">Text of a trigger attribute.</param>
    /// <param name="missing">Names without a value; their places stay as they are.</param>
    public string Resolve(string text, out IReadOnlyList<string> missing)
    {
        List<string> unknown = [];
        var resolved = Placeholder().Replace(text, match =>
        {
            var name = match.Groups[1].Value;
            // attributes may write Section__Name as environment variables do
            var value = configuration[name] ?? configuration[name.Replace("__", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)];
            if (string.IsNullOrEmpty(value))
            {
                unknown.Add(name);
            }

            return string.IsNullOrEmpty(value) ? match.Value : value;
        });
        missing = unknown;
        return resolved;
    }

    /// <summary>Replaces every <c>%Name%</c>; for texts that have been checked.</summary>
    public string Resolve(string text) => Resolve(text, out _);

    /// <summary>Returns the connection string a trigger names; null when there is none.</summary>
    /// <param name="connection">Name of the setting, with or without <c>AzureWebJobs</c> before it; null for the app's storage.</param>
    public string? ConnectionString(string? connection)
    {
        var name = string.IsNullOrEmpty(connection) ? "Storage" : Resolve(connection);
        string?[] found = [configuration[$"AzureWebJobs{name}"], configuration[name], configuration.GetConnectionString(name)];
        return Array.Find(found, value => !string.IsNullOrEmpty(value));
    }

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Placeholder();
}
