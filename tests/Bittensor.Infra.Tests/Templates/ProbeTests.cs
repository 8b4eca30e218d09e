using System.Reflection;
using System.Text.Json.Nodes;
using Bittensor.Functions.Axon;
using Bittensor.Functions.Validator;
using Bittensor.Infra.Tests.Support;
using Microsoft.Azure.Functions.Worker;

namespace Bittensor.Infra.Tests.Templates;

public class ProbeTests(TemplatesFixture templates)
{
    [Fact]
    public void Apps_Probes_AreOneOfEachKind() => Assert.All(
        templates.Apps,
        app => Assert.Equal(["Liveness", "Readiness", "Startup"], Probes(app).Select(probe => probe.Text("type")).Order()));

    [Fact]
    public void Apps_ProbePaths_AreRoutesOfTheApp() => Assert.All(
        templates.Apps,
        app =>
        {
            var assembly = app.Text("tags/bittensor-app") == "axon" ? typeof(SynapseFunctions).Assembly : typeof(ValidatorServices).Assembly;
            var routes = RoutesOf(assembly).ToHashSet();
            Assert.All(Probes(app).Where(probe => probe["httpGet"] is not null), probe => Assert.Contains(probe.Text("httpGet/path"), routes));
        });

    [Fact]
    public void Apps_ProbePorts_AreThatOfTheIngress() => Assert.All(
        templates.Apps,
        app => Assert.All(
            Probes(app),
            probe => Assert.Equal(
                app.Number("properties/configuration/ingress/targetPort"), (probe["httpGet"] ?? probe["tcpSocket"])!.Number("port"))));

    [Fact] // /health is 503 while a model loads, and while storage is away
    public void Apps_Liveness_DoesNotAskWhetherTheAppIsReady() => Assert.All(
        templates.Apps, app => Assert.NotEqual("/health", (string?)Probe(app, "Liveness").At("httpGet/path")));

    [Fact]
    public void Apps_Readiness_AsksWhetherTheAppIsReady() => Assert.All(
        templates.Apps, app => Assert.Equal("/health", Probe(app, "Readiness").Text("httpGet/path")));

    [Fact] // the limits that Container Apps sets
    public void Apps_Probes_KeepTheLimits() => Assert.All(
        templates.Apps.SelectMany(Probes),
        probe =>
        {
            Assert.InRange(probe.Number("failureThreshold"), 1, 10);
            Assert.InRange(probe.Number("periodSeconds"), 1, 240);
            Assert.InRange(probe.Number("timeoutSeconds"), 1, 240);
        });

    private static IReadOnlyList<JsonNode> Probes(JsonNode app) => app.Container().List("probes");

    private static JsonNode Probe(JsonNode app, string type) => Probes(app).Single(probe => probe.Text("type") == type);

    /// <summary>Paths that answer GET. A route of nothing but an empty parameter is the root.</summary>
    private static IEnumerable<string> RoutesOf(Assembly app) =>
        from type in app.GetTypes()
        from method in type.GetMethods()
        from parameter in method.GetParameters()
        let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
        where trigger?.Methods?.Contains("get", StringComparer.OrdinalIgnoreCase) == true
        select trigger.Route!.StartsWith("{ignored", StringComparison.Ordinal) ? "/" : "/" + trigger.Route;
}
