using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Bittensor.LocalWorker.Tests.Invocation;

public class MiddlewareTests
{
    public sealed class Trace
    {
        public ConcurrentQueue<string> Steps { get; } = new();
    }

    public sealed class Outer(Trace trace) : IFunctionsWorkerMiddleware
    {
        public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            trace.Steps.Enqueue($"outer {context.FunctionDefinition.Name} {context.FunctionDefinition.InputBindings["request"].Type} {context.GetHttpContext()?.Request.Path}");
            await next(context);
            trace.Steps.Enqueue("outer end");
        }
    }

    public sealed class Inner(Trace trace) : IFunctionsWorkerMiddleware
    {
        public Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
        {
            trace.Steps.Enqueue("inner");
            return next(context);
        }
    }

    public sealed class Traced(Trace trace) : IDisposable
    {
        [Function("Traced")]
        public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request, FunctionContext context)
        {
            trace.Steps.Enqueue($"run {Guid.TryParse(context.InvocationId, out _)} {context.InstanceServices.GetRequiredService<Trace>() == trace}");
            return new OkResult();
        }

        public void Dispose() => trace.Steps.Enqueue("disposed");
    }

    [Fact]
    public async Task UseMiddleware_Two_RunAroundTheFunctionInOrder()
    {
        var trace = new Trace();
        await using var app = await TestApp.StartAsync([typeof(Traced)], builder =>
        {
            builder.Services.AddSingleton(trace);
            builder.UseMiddleware<Outer>().UseMiddleware<Inner>();
        });

        using var response = await app.Client.GetAsync("/api/Traced", TestContext.Current.CancellationToken);

        Assert.Equal(["outer Traced httpTrigger /api/Traced", "inner", "run True True", "disposed", "outer end"], trace.Steps);
    }
}
