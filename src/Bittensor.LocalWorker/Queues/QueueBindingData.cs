using System.Globalization;
using Azure.Storage.Queues.Models;

namespace Bittensor.LocalWorker.Queues;

/// <summary>What a function may know of its message beside the body; all texts, by the host's names.</summary>
internal static class QueueBindingData
{
    /// <summary>The names, as parameters may use them.</summary>
    public static IReadOnlySet<string> Names { get; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "QueueTrigger", "Id", "DequeueCount", "PopReceipt", "InsertionTime", "ExpirationTime", "NextVisibleTime",
    };

    /// <summary>Returns the values for a decoded message.</summary>
    public static Dictionary<string, object?> Of(QueueMessage message) => new(StringComparer.OrdinalIgnoreCase)
    {
        ["QueueTrigger"] = message.Body.ToString(),
        ["Id"] = message.MessageId,
        ["DequeueCount"] = message.DequeueCount.ToString(CultureInfo.InvariantCulture),
        ["PopReceipt"] = message.PopReceipt,
        ["InsertionTime"] = Text(message.InsertedOn),
        ["ExpirationTime"] = Text(message.ExpiresOn),
        ["NextVisibleTime"] = Text(message.NextVisibleOn),
    };

    private static string? Text(DateTimeOffset? moment) => moment?.ToString("o", CultureInfo.InvariantCulture);
}
