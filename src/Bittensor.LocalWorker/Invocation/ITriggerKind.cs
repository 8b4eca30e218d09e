using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Bittensor.LocalWorker.Invocation;

/// <summary>What the worker needs to know about one kind of trigger: one implementation a feature folder.</summary>
internal interface ITriggerKind
{
    /// <summary>The binding's name in function.json, such as <c>httpTrigger</c>.</summary>
    string BindingType { get; }

    /// <summary>Whether this kind runs functions with the given trigger.</summary>
    bool Handles(TriggerBindingAttribute trigger);

    /// <summary>Says how a parameter of the function gets its argument; null when this kind cannot fill it.</summary>
    ArgumentBinder? BindParameter(FunctionMethod function, ParameterInfo parameter);

    /// <summary>Whether the worker can do something with what the method returns, its task taken off.</summary>
    bool AcceptsResult(Type type);

    /// <summary>Lists everything wrong with the function's trigger, settings included.</summary>
    IEnumerable<string> Check(FunctionMethod function);

    /// <summary>Says in a few words what runs the function, for the start-up listing.</summary>
    string Describe(FunctionMethod function, string baseAddress);
}
