using System.Reflection;
using System.Reflection.Emit;
using Azure.Storage.Queues.Models;
using Bittensor.LocalHost.Worker;
using Microsoft.Azure.WebJobs;

namespace Bittensor.LocalHost.Triggers;

/// <summary>Makes a class with one method for every trigger: the WebJobs SDK finds functions by attributes on methods.</summary>
internal static class TriggerMethods
{
    private const string FieldName = "functions";

    private static readonly MethodInfo Invoke = typeof(TriggerFunctions).GetMethod(nameof(TriggerFunctions.InvokeAsync))!;

    /// <summary>Makes the class; its constructor takes the <see cref="TriggerFunctions"/> that its methods call.</summary>
    public static Type Create(IEnumerable<FunctionDefinition> functions)
    {
        var assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Triggers"), AssemblyBuilderAccess.Run);
        var type = assembly.DefineDynamicModule("Triggers").DefineType("Triggers", TypeAttributes.Public | TypeAttributes.Class);
        var field = AddConstructor(type);
        foreach (var function in functions)
        {
            AddMethod(type, field, function);
        }

        return type.CreateType();
    }

    private static FieldBuilder AddConstructor(TypeBuilder type)
    {
        var field = type.DefineField(FieldName, typeof(TriggerFunctions), FieldAttributes.Private);
        var constructor = type.DefineConstructor(MethodAttributes.Public, CallingConventions.Standard, [typeof(TriggerFunctions)]);
        var code = constructor.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Call, typeof(object).GetConstructor(Type.EmptyTypes)!);
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Stfld, field);
        code.Emit(OpCodes.Ret);
        return field;
    }

    /// <summary>Writes <c>Task NAME([Trigger] T value, CancellationToken token) => functions.InvokeAsync("NAME", value, token)</c>.</summary>
    private static void AddMethod(TypeBuilder type, FieldBuilder field, FunctionDefinition function)
    {
        var value = function.Is("timerTrigger") ? typeof(TimerInfo) : typeof(QueueMessage);
        var method = type.DefineMethod(function.Name, MethodAttributes.Public, typeof(Task), [value, typeof(CancellationToken)]);
        method.SetCustomAttribute(new(typeof(FunctionNameAttribute).GetConstructor([typeof(string)])!, [function.Name]));
        method.DefineParameter(1, ParameterAttributes.None, "value").SetCustomAttribute(Trigger(function));
        method.DefineParameter(2, ParameterAttributes.None, "cancellationToken");
        var code = method.GetILGenerator();
        code.Emit(OpCodes.Ldarg_0);
        code.Emit(OpCodes.Ldfld, field);
        code.Emit(OpCodes.Ldstr, function.Name);
        code.Emit(OpCodes.Ldarg_1);
        code.Emit(OpCodes.Ldarg_2);
        code.Emit(OpCodes.Callvirt, Invoke);
        code.Emit(OpCodes.Ret);
    }

    private static CustomAttributeBuilder Trigger(FunctionDefinition function) => function.Is("timerTrigger")
        ? Attribute<TimerTriggerAttribute>(
            function.Text("schedule")!,
            (nameof(TimerTriggerAttribute.RunOnStartup), function.Flag("runOnStartup")),
            (nameof(TimerTriggerAttribute.UseMonitor), function.Flag("useMonitor")))
        : Attribute<QueueTriggerAttribute>(
            function.Text("queueName")!, (nameof(QueueTriggerAttribute.Connection), function.Text("connection")));

    private static CustomAttributeBuilder Attribute<T>(string argument, params (string Name, object? Value)[] properties)
    {
        var set = properties.Where(property => property.Value is not null).ToArray();
        return new(
            typeof(T).GetConstructor([typeof(string)])!,
            [argument],
            [.. set.Select(property => typeof(T).GetProperty(property.Name)!)],
            [.. set.Select(property => property.Value)]);
    }
}
