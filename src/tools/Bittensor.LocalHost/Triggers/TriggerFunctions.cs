using System.Globalization;
using System.Text.Json;
using Azure.Storage.Queues.Models;
using Bittensor.LocalHost.Protos;
using Bittensor.LocalHost.Worker;
using Microsoft.Azure.WebJobs;

namespace Bittensor.LocalHost.Triggers;

/// <summary>Runs functions with a timer or a queue message; the WebJobs SDK decides when.</summary>
public sealed class TriggerFunctions
{
    private readonly FunctionInvoker _invoker;
    private readonly Dictionary<string, FunctionDefinition> _functions = new(StringComparer.OrdinalIgnoreCase);

    internal TriggerFunctions(FunctionInvoker invoker) => _invoker = invoker;

    /// <summary>Functions that have a trigger of the WebJobs SDK.</summary>
    internal IReadOnlyCollection<FunctionDefinition> All => _functions.Values;

    /// <summary>Runs a function; the methods that <see cref="TriggerMethods"/> makes call it.</summary>
    /// <param name="name">Name of the function.</param>
    /// <param name="value">A <see cref="TimerInfo"/> or a <see cref="QueueMessage"/>.</param>
    /// <param name="cancellationToken">The host ends.</param>
    public Task InvokeAsync(string name, object value, CancellationToken cancellationToken)
    {
        var function = _functions[name];
        var request = FunctionInvoker.Request(function);
        var data = value switch
        {
            TimerInfo timer => OfTimer(timer),
            QueueMessage message => OfMessage(message, request),
            _ => throw new ArgumentException($"A {value?.GetType().Name} is neither a timer nor a message.", nameof(value)),
        };
        request.InputData.Add(new ParameterBinding { Name = function.Parameter, Data = data });
        return _invoker.InvokeAsync(function, request, cancellationToken);
    }

    /// <summary>Takes up the functions that have a trigger of the WebJobs SDK.</summary>
    internal void Add(IEnumerable<FunctionDefinition> functions)
    {
        foreach (var function in functions.Where(function => function.Is("timerTrigger") || function.Is("queueTrigger")))
        {
            _functions[function.Name] = function;
        }
    }

    /// <summary>Runs a timer function now, out of turn.</summary>
    /// <returns>Whether there is such a function.</returns>
    internal bool TryStart(string name)
    {
        if (!_functions.TryGetValue(name, out var function) || !function.Is("timerTrigger"))
        {
            return false;
        }

        var request = FunctionInvoker.Request(function);
        request.InputData.Add(new ParameterBinding { Name = function.Parameter, Data = new() { Json = """{"IsPastDue":false}""" } });
        _ = RunAsync(); // the log has how it ended
        return true;

        async Task RunAsync()
        {
            try
            {
                await _invoker.InvokeAsync(function, request, CancellationToken.None);
            }
            catch (LocalHostException)
            {
                // logged where it was thrown
            }
        }
    }

    private static TypedData OfTimer(TimerInfo timer) => new()
    {
        Json = JsonSerializer.Serialize(new
        {
            Schedule = new { timer.Schedule.AdjustForDST },
            ScheduleStatus = timer.ScheduleStatus is { } status ? new { status.Last, status.Next, status.LastUpdated } : null,
            timer.IsPastDue,
        }),
    };

    private static TypedData OfMessage(QueueMessage message, InvocationRequest request)
    {
        var text = message.Body.ToString();
        var metadata = request.TriggerMetadata;
        metadata["QueueTrigger"] = new() { String = text };
        metadata["Id"] = new() { String = message.MessageId };
        metadata["PopReceipt"] = new() { String = message.PopReceipt };
        metadata["DequeueCount"] = new() { String = message.DequeueCount.ToString(CultureInfo.InvariantCulture) };
        metadata["InsertionTime"] = Time(message.InsertedOn);
        metadata["ExpirationTime"] = Time(message.ExpiresOn);
        metadata["NextVisibleTime"] = Time(message.NextVisibleOn);
        return new() { String = text };
    }

    private static TypedData Time(DateTimeOffset? time) => new() { Json = JsonSerializer.Serialize(time) };
}
