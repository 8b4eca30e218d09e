using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Bittensor.LocalWorker.Invocation;
using Bittensor.LocalWorker.Settings;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Bittensor.LocalWorker.Queues;

/// <summary>Functions with <see cref="QueueTriggerAttribute"/>.</summary>
internal sealed partial class QueueTriggerKind(SettingResolver settings) : ITriggerKind
{
    /// <inheritdoc/>
    public string BindingType => "queueTrigger";

    /// <inheritdoc/>
    public bool Handles(TriggerBindingAttribute trigger) => trigger is QueueTriggerAttribute;

    /// <inheritdoc/>
    public ArgumentBinder? BindParameter(FunctionMethod function, ParameterInfo parameter)
    {
        if (function.IsTrigger(parameter))
        {
            return BindMessage(parameter.ParameterType);
        }

        return QueueBindingData.Names.Contains(parameter.Name!) && TextArguments.CanConvertTo(parameter.ParameterType)
            ? context => TextArguments.Convert(context.BindingContext.BindingData.GetValueOrDefault(parameter.Name!), parameter.ParameterType)
            : null;
    }

    /// <inheritdoc/>
    public bool AcceptsResult(Type type) => false;

    /// <inheritdoc/>
    public IEnumerable<string> Check(FunctionMethod function)
    {
        var trigger = (QueueTriggerAttribute)function.Trigger;
        var name = settings.Resolve(trigger.QueueName, out var missing);
        foreach (var setting in missing)
        {
            yield return $"setting '{setting}' of its queue name is missing.";
        }

        if (missing.Count == 0 && !QueueName().IsMatch(name))
        {
            yield return $"'{name}' is not a queue name: 3 to 63 lower-case letters, digits and single dashes between them.";
        }

        if (settings.ConnectionString(trigger.Connection) is null)
        {
            yield return $"setting '{trigger.Connection ?? "AzureWebJobsStorage"}' with the connection string of its storage account is missing.";
        }
        else if (!IsUsable(trigger))
        {
            yield return $"setting '{trigger.Connection ?? "AzureWebJobsStorage"}' is not a storage connection string.";
        }
    }

    /// <inheritdoc/>
    public string Describe(FunctionMethod function, string baseAddress) =>
        $"{BindingType} {settings.Resolve(((QueueTriggerAttribute)function.Trigger).QueueName)}";

    /// <summary>Returns clients of the queue of a checked function and of its poison queue. Texts pass as they are: a message that
    /// is not base64 must fail like any other, not stop the batch it came in.</summary>
    public (QueueClient Queue, QueueClient Poison) ClientsOf(FunctionMethod function)
    {
        var trigger = (QueueTriggerAttribute)function.Trigger;
        var name = settings.Resolve(trigger.QueueName);
        var connection = settings.ConnectionString(trigger.Connection)!;
        return (new QueueClient(connection, name, ClientOptions()), new QueueClient(connection, $"{name}-poison", ClientOptions()));
    }

    /// <summary>Short retries: the listener backs off by itself, and a stop must not wait half a minute for an absent storage.</summary>
    private static QueueClientOptions ClientOptions() => new()
    {
        Retry = { MaxRetries = 3, Delay = TimeSpan.FromMilliseconds(200), NetworkTimeout = TimeSpan.FromSeconds(30) },
    };

    private bool IsUsable(QueueTriggerAttribute trigger)
    {
        try
        {
            return new QueueClient(settings.ConnectionString(trigger.Connection), "probe").Uri is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static ArgumentBinder? BindMessage(Type type)
    {
        if (type == typeof(QueueMessage))
        {
            return context => context.TriggerValue;
        }

        if (type == typeof(BinaryData))
        {
            return context => ((QueueMessage)context.TriggerValue).Body;
        }

        if (type == typeof(string))
        {
            return context => QueueMessageText.Text((QueueMessage)context.TriggerValue);
        }

        // anything else is read as JSON; what can never be is said at start-up
        return type.IsInterface || type.IsAbstract || type == typeof(object) || typeof(Delegate).IsAssignableFrom(type) ? null
            : context => JsonSerializer.Deserialize(
                ((QueueMessage)context.TriggerValue).Body.ToMemory().Span, type,
                context.InstanceServices.GetRequiredService<IOptions<JsonSerializerOptions>>().Value);
    }

    [GeneratedRegex("^(?=.{3,63}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex QueueName();
}
