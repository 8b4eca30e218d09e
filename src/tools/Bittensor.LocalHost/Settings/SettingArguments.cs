namespace Bittensor.LocalHost.Settings;

/// <summary>Takes settings from the command line: <c>--Section:Name value</c> or <c>--Section:Name=value</c>.</summary>
internal static class SettingArguments
{
    private const string Mark = "--";

    /// <summary>Parts settings from options: a setting's name has a colon.</summary>
    /// <param name="arguments">The command line.</param>
    /// <returns>The settings, named as environment variables are (<c>Section__Name</c>), and the other arguments.</returns>
    /// <exception cref="LocalHostException">A setting has no value.</exception>
    public static (IReadOnlyDictionary<string, string> Settings, IReadOnlyList<string> Others) Take(IReadOnlyList<string> arguments)
    {
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var rest = new List<string>();
        for (var index = 0; index < arguments.Count; index++)
        {
            var argument = arguments[index];
            var name = argument.Split('=')[0];
            if (!name.StartsWith(Mark, StringComparison.Ordinal) || !name.Contains(':', StringComparison.Ordinal))
            {
                rest.Add(argument);
            }
            else if (name.Length < argument.Length)
            {
                settings[Variable(name)] = argument[(name.Length + 1)..];
            }
            else if (index + 1 < arguments.Count)
            {
                settings[Variable(name)] = arguments[++index];
            }
            else
            {
                throw new LocalHostException($"The setting {argument} has no value.");
            }
        }

        return (settings, rest);
    }

    private static string Variable(string name) => name[Mark.Length..].Replace(":", "__", StringComparison.Ordinal);
}
