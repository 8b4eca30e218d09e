namespace Microsoft.Azure.Functions.Worker.Middleware;

/// <summary>The rest of the pipeline that runs a function.</summary>
public delegate Task FunctionExecutionDelegate(FunctionContext context);
