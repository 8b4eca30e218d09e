using System.Diagnostics;
using System.Reflection;
using Bittensor.LocalWorker.Telemetry;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;

namespace Bittensor.LocalWorker.Invocation;

/// <summary>Runs functions through the app's middleware.</summary>
internal sealed class FunctionInvoker
{
    private readonly FunctionExecutionDelegate _pipeline;

    /// <summary>Builds the pipeline; the first middleware is the outermost.</summary>
    public FunctionInvoker(IReadOnlyList<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> middleware) =>
        _pipeline = middleware.Reverse().Aggregate((FunctionExecutionDelegate)RunAsync, (next, outer) => outer(next));

    /// <summary>Runs the context's function; whatever it throws comes out.</summary>
    public async Task InvokeAsync(LocalFunctionContext context)
    {
        using var span = WorkerTelemetry.Start(context);
        try
        {
            await _pipeline(context);
        }
        catch (Exception fault)
        {
            span?.SetStatus(ActivityStatusCode.Error, fault.Message).AddException(fault);
            throw;
        }
    }

    private static async Task RunAsync(FunctionContext functionContext)
    {
        // 1. make the arguments first: a message that cannot be read must not construct anything
        var context = (LocalFunctionContext)functionContext;
        var (function, method) = (context.Function, context.Function.Source.Method);
        var arguments = function.Binders.Select(bind => bind(context)).ToArray();

        // 2. one instance a run, as in the Functions host
        var instance = method.IsStatic ? null : ActivatorUtilities.CreateInstance(context.InstanceServices, function.Source.Type);
        try
        {
            // 3. run, and wait for what was returned
            var returned = method.Invoke(instance, BindingFlags.DoNotWrapExceptions, null, arguments, null);
            context.Result = await UnwrapAsync(returned, method.ReturnType);
        }
        finally
        {
            await DisposeAsync(instance);
        }
    }

    private static async Task<object?> UnwrapAsync(object? returned, Type type)
    {
        switch (returned)
        {
            case Task task:
                await task;
                return type.IsGenericType ? type.GetProperty(nameof(Task<>.Result))!.GetValue(task) : null;
            case ValueTask task:
                await task;
                return null;
            default:
                return returned;
        }
    }

    private static async ValueTask DisposeAsync(object? instance)
    {
        if (instance is IAsyncDisposable asynchronous)
        {
            await asynchronous.DisposeAsync();
        }
        else if (instance is IDisposable disposable)
        {
            disposable.Dispose();
        }
    }
}
