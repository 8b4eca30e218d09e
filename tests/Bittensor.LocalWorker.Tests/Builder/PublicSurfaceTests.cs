using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.LocalWorker.Tests.Builder;

/// <summary>Apps compile the same against the local worker and the real packages only as long as everything public here in a
/// Microsoft namespace exists there too. This list was read off the sources of worker 2.51 and its extensions; extend it only after
/// looking there.</summary>
public class PublicSurfaceTests
{
    private static readonly Dictionary<string, string[]> Real = new()
    {
        ["Microsoft.Azure.Functions.Worker.AuthorizationLevel"] = ["Admin", "Anonymous", "Function", "System", "User", "value__"],
        ["Microsoft.Azure.Functions.Worker.BindingContext"] = ["IReadOnlyDictionary`2 BindingData"],
        ["Microsoft.Azure.Functions.Worker.BindingMetadata"] = ["String Name", "String Type"],
        ["Microsoft.Azure.Functions.Worker.Builder.FunctionsApplication"] =
            [".ctor()", "FunctionsApplicationBuilder CreateBuilder(String[] args)"],
        ["Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilder"] =
        [
            "ConfigurationManager Configuration", "IDictionary`2 Properties", "IFunctionsWorkerApplicationBuilder Use(Func`2 middleware)",
            "IHost Build()", "IHostEnvironment Environment", "ILoggingBuilder Logging", "IMetricsBuilder Metrics",
            "IServiceCollection Services",
            "Void ConfigureContainer(IServiceProviderFactory`1 factory, Action`1 configure)",
        ],
        ["Microsoft.Azure.Functions.Worker.Builder.FunctionsApplicationBuilderAspNetCoreExtensions"] =
            ["FunctionsApplicationBuilder ConfigureFunctionsWebApplication(FunctionsApplicationBuilder builder)"],
        ["Microsoft.Azure.Functions.Worker.Extensions.Abstractions.BindingAttribute"] = [],
        ["Microsoft.Azure.Functions.Worker.Extensions.Abstractions.TriggerBindingAttribute"] = [],
        ["Microsoft.Azure.Functions.Worker.FunctionAttribute"] = [".ctor(String name)", "String Name"],
        ["Microsoft.Azure.Functions.Worker.FunctionContext"] =
        [
            "BindingContext BindingContext", "CancellationToken CancellationToken", "FunctionDefinition FunctionDefinition",
            "IDictionary`2 Items", "IServiceProvider InstanceServices", "String FunctionId", "String InvocationId",
        ],
        ["Microsoft.Azure.Functions.Worker.FunctionContextExtensions"] = ["HttpContext GetHttpContext(FunctionContext context)"],
        ["Microsoft.Azure.Functions.Worker.FunctionDefinition"] =
            ["IImmutableDictionary`2 InputBindings", "String EntryPoint", "String Id", "String Name", "String PathToAssembly"],
        ["Microsoft.Azure.Functions.Worker.HttpTriggerAttribute"] =
        [
            ".ctor()", ".ctor(AuthorizationLevel authLevel)", ".ctor(AuthorizationLevel authLevel, String[] methods)",
            ".ctor(String[] methods)", "AuthorizationLevel AuthLevel", "String Route", "String[] Methods",
        ],
        ["Microsoft.Azure.Functions.Worker.IFunctionsWorkerApplicationBuilder"] =
            ["IFunctionsWorkerApplicationBuilder Use(Func`2 middleware)", "IServiceCollection Services"],
        ["Microsoft.Azure.Functions.Worker.Middleware.FunctionExecutionDelegate"] = ["Task Invoke(FunctionContext context)"],
        ["Microsoft.Azure.Functions.Worker.Middleware.IFunctionsWorkerMiddleware"] =
            ["Task Invoke(FunctionContext context, FunctionExecutionDelegate next)"],
        ["Microsoft.Azure.Functions.Worker.OpenTelemetry.ConfigureFunctionsOpenTelemetry"] =
            ["IOpenTelemetryBuilder UseFunctionsWorkerDefaults(IOpenTelemetryBuilder builder)"],
        ["Microsoft.Azure.Functions.Worker.QueueTriggerAttribute"] = [".ctor(String queueName)", "String Connection", "String QueueName"],
        ["Microsoft.Azure.Functions.Worker.ScheduleStatus"] = [".ctor()", "DateTime Last", "DateTime LastUpdated", "DateTime Next"],
        ["Microsoft.Azure.Functions.Worker.TimerInfo"] = [".ctor()", "Boolean IsPastDue", "ScheduleStatus ScheduleStatus"],
        ["Microsoft.Azure.Functions.Worker.TimerTriggerAttribute"] =
            [".ctor(String schedule)", "Boolean RunOnStartup", "Boolean UseMonitor", "String Schedule"],
        ["Microsoft.Extensions.Hosting.MiddlewareWorkerApplicationBuilderExtensions"] =
            ["IFunctionsWorkerApplicationBuilder UseMiddleware(IFunctionsWorkerApplicationBuilder builder)"],
    };

    public static TheoryData<Type> Types => new(typeof(FunctionAttribute).Assembly.GetExportedTypes()
        .Where(type => type.Namespace!.StartsWith("Microsoft.", StringComparison.Ordinal)));

    [Theory]
    [MemberData(nameof(Types))]
    public void Type_EveryPublicMember_ExistsInTheRealPackages(Type type)
    {
        Assert.True(Real.TryGetValue(type.FullName!, out var expected), $"{type.FullName} is not on the list.");

        Assert.Equal(expected!.Order(StringComparer.Ordinal), Members(type).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Types_List_HasNothingThatIsGone() =>
        Assert.Equal(Real.Keys.Order(StringComparer.Ordinal), Types.Select(row => row.Data.FullName!).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Members(Type type)
    {
        const BindingFlags Own = BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
        if (typeof(Delegate).IsAssignableFrom(type))
        {
            return [Signature(type.GetMethod("Invoke")!)];
        }

        return type.GetFields(Own).Select(field => field.Name)
            .Concat(type.GetConstructors(Own).Select(constructor => $".ctor({Parameters(constructor)})"))
            .Concat(type.GetProperties(Own).Select(property => $"{property.PropertyType.Name} {property.Name}"))
            .Concat(type.GetMethods(Own).Where(method => !method.IsSpecialName).Select(Signature));
    }

    private static string Signature(MethodInfo method) => $"{method.ReturnType.Name} {method.Name}({Parameters(method)})";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(parameter => $"{parameter.ParameterType.Name} {parameter.Name}"));
}
