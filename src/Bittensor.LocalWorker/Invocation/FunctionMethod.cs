using System.Reflection;
using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Bittensor.LocalWorker.Invocation;

/// <summary>A method with <c>[Function]</c> and the one parameter that carries its trigger.</summary>
internal sealed record FunctionMethod(string Name, MethodInfo Method, ParameterInfo TriggerParameter, TriggerBindingAttribute Trigger)
{
    /// <summary>Class the method is declared in.</summary>
    public Type Type => Method.DeclaringType!;

    /// <summary>Whether a parameter of the method is the one with the trigger. By its place: reflection may give another object for the
    /// same parameter each time, where several threads ask.</summary>
    public bool IsTrigger(ParameterInfo parameter) => parameter.Position == TriggerParameter.Position;

    /// <summary>Where the method stands, for messages.</summary>
    public string EntryPoint => $"{Type.FullName}.{Method.Name}";
}
