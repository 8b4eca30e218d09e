using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Bittensor.Tokenization.Tests.Cases;

/// <summary>A folder of cases, KIND/VARIANT: those in tests/cases, or in the folder that the environment variable BITTENSOR_CASES
/// names. tests/cases/README.md says what is in them.</summary>
internal static class CaseFolder
{
    private const string Variable = "BITTENSOR_CASES", ExpectedFile = "expected.json";

    /// <summary>The folder.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } other ? other : OwnCopy();

    /// <summary>Names of the variants whose expected.json holds texts: "KIND/VARIANT".</summary>
    public static IEnumerable<string> WithTexts => Directory.EnumerateFiles(Root, ExpectedFile, SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Root, Path.GetDirectoryName(file)!).Replace('\\', '/'))
        .Where(name => Read(name).TryGetProperty("cases", out _)).Order(StringComparer.Ordinal);

    public static string PathOf(string name) => Path.Combine(Root, name);

    /// <summary>What a variant expects.</summary>
    public static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(Root, name, ExpectedFile)));
        return document.RootElement.Clone();
    }

    private static string OwnCopy([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "..", "cases"));
}
