using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Runs the function for each message of a storage queue.</summary>
public sealed class QueueTriggerAttribute : TriggerBindingAttribute
{
    /// <summary>Sets the queue.</summary>
    /// <param name="queueName">Name of the queue, or text with <c>%Setting%</c> in it.</param>
    public QueueTriggerAttribute(string queueName) => QueueName = queueName;

    /// <summary>Name of the queue as written.</summary>
    public string QueueName { get; }

    /// <summary>Setting that holds the connection string, with or without <c>AzureWebJobs</c> before it; <c>AzureWebJobsStorage</c>
    /// when null.</summary>
    public string? Connection { get; set; }
}
