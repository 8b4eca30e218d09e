using System.Text.RegularExpressions;

namespace Bittensor.LocalNetwork.Simulation;

/// <summary>Reads the lines of storage's request log.</summary>
internal static partial class StorageRequest
{
    /// <summary>Tells what a request was.</summary>
    /// <param name="line">A line of the log, in the Common Log Format.</param>
    /// <returns>Its kind; nothing for a line that is no request.</returns>
    public static StorageOperation? Classify(string line) => Request().Match(line) is not { Success: true } match ? null
        : (match.Groups["method"].Value, match.Groups["path"].Value) switch
        {
            ("POST", var path) when path.EndsWith("/messages", StringComparison.Ordinal) => StorageOperation.Send,
            ("GET", var path) when path.EndsWith("/messages", StringComparison.Ordinal) => StorageOperation.Receive,
            ("PUT" or "DELETE", var path) when path.Contains("/messages/", StringComparison.Ordinal) => StorageOperation.Settle,
            ("GET", _) => StorageOperation.Read,
            ("POST", "$batch") => StorageOperation.Transaction,
            ("POST", "Tables") => StorageOperation.Create,
            ("PUT", var path) when !path.EndsWith(')') => StorageOperation.Create, // a queue
            ("POST", _) => StorageOperation.Insert,
            _ => StorageOperation.Replace,
        };

    [GeneratedRegex("""
        "(?<method>[A-Z]+) /[^/ ]+/(?<path>[^? ]*)
        """)]
    private static partial Regex Request();
}
