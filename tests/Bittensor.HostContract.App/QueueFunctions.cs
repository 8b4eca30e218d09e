using System.Globalization;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.HostContract.App;

/// <summary>Queues; each message that is taken is a record.</summary>
/// <param name="records">Tell the test what happened.</param>
public sealed class QueueFunctions(Records records)
{
    /// <summary>Takes a message.</summary>
    [Function("Plain")]
    public Task PlainAsync([QueueTrigger("%ContractName%-plain")] string message, FunctionContext context) => AddAsync("Plain", message, context);

    /// <summary>Takes a message in JSON.</summary>
    [Function("Typed")]
    public Task TypedAsync([QueueTrigger("%ContractName%-typed")] ContractMessage message, FunctionContext context) =>
        AddAsync("Typed", $"{message.Name} {message.Number}", context);

    /// <summary>Fails as often as the message's first letter says.</summary>
    /// <exception cref="InvalidOperationException">It is not yet time to succeed.</exception>
    [Function("Failing")]
    public async Task FailingAsync([QueueTrigger("%ContractName%-failing")] string message, FunctionContext context)
    {
        await AddAsync("Failing", message, context);
        if (DequeueCount(context) <= message[0] - '0')
        {
            throw new InvalidOperationException("The contract's own failure.");
        }
    }

    /// <summary>Holds a message until the test releases it, whatever is cancelled meanwhile.</summary>
    [Function("Held")]
    public async Task HeldAsync([QueueTrigger("%ContractName%-held")] string message, FunctionContext context)
    {
        await AddAsync("HeldTaken", message, context);
        await records.WaitForReleaseAsync(message);
        await AddAsync("HeldDone", message, context);
    }

    private Task AddAsync(string kind, string message, FunctionContext context) => records.AddAsync(
        kind,
        message,
        ("DequeueCount", DequeueCount(context)),
        ("MessageId", Text(context, "Id")),
        ("PopReceipt", Text(context, "PopReceipt")));

    private static int DequeueCount(FunctionContext context) => int.Parse(Text(context, "DequeueCount"), CultureInfo.InvariantCulture);

    /// <summary>What the host tells beside the message; a text may come as JSON.</summary>
    private static string Text(FunctionContext context, string name) => $"{context.BindingContext.BindingData[name]}".Trim('"');
}

/// <summary>A message in JSON.</summary>
/// <param name="Name">Any text.</param>
/// <param name="Number">Any number.</param>
public sealed record ContractMessage(string Name, int Number);
