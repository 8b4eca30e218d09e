using System.Collections.Immutable;
using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Validation.Tests;

/// <summary>Call of an HTTP function, as middleware sees it.</summary>
internal sealed class HttpFunctionContext(HttpContext http, MethodInfo method) : FunctionContext
{
    /// <summary>Where the worker's extension keeps the request.</summary>
    private const string HttpContextKey = "HttpRequestContext";

    public override string InvocationId => http.TraceIdentifier;

    public override string FunctionId => FunctionDefinition.Id;

    public override TraceContext TraceContext => throw new NotSupportedException();

    public override BindingContext BindingContext => throw new NotSupportedException();

    public override RetryContext RetryContext => throw new NotSupportedException();

    public override IServiceProvider InstanceServices { get; set; } = http.RequestServices;

    public override FunctionDefinition FunctionDefinition { get; } = new Definition(method);

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object> { [HttpContextKey] = http };

    public override IInvocationFeatures Features => throw new NotSupportedException();

    private sealed class Definition(MethodInfo method) : FunctionDefinition
    {
        public override string Id => Name;

        public override string Name => method.GetCustomAttribute<FunctionAttribute>()!.Name;

        public override string PathToAssembly => method.Module.FullyQualifiedName;

        public override string EntryPoint => $"{method.DeclaringType!.FullName}.{method.Name}";

        public override ImmutableArray<FunctionParameter> Parameters => [];

        public override IImmutableDictionary<string, BindingMetadata> InputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

        public override IImmutableDictionary<string, BindingMetadata> OutputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;
    }
}
