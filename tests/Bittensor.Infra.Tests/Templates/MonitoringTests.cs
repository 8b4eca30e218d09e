using System.Text.RegularExpressions;
using System.Text.Json.Nodes;
using Bittensor.Infra.Tests.Support;
using Bittensor.Protocol;

namespace Bittensor.Infra.Tests.Templates;

public partial class MonitoringTests(TemplatesFixture templates)
{
    [Fact]
    public void Alerts_ThatMatter_AreThereAndTellSomebody()
    {
        var rules = templates.Platform.Of("Microsoft.Insights/scheduledQueryRules");
        Assert.Equal(["axon-errors", "gpu-time", "no-round-closed", "poison-messages"], rules.Select(rule => rule.Text("name")).Order());
        Assert.All(rules, rule =>
        {
            Assert.True((bool)rule.At("properties/enabled")!);
            Assert.EndsWith("/actionGroups/operators", (string)Assert.Single(rule.List("properties/actions/actionGroups"))!, StringComparison.Ordinal);
        });
        var receivers = Assert.Single(templates.Platform.Of("Microsoft.Insights/actionGroups")).List("properties/emailReceivers");
        Assert.Equal("operator@example.org", Assert.Single(receivers).Text("emailAddress"));
    }

    [Fact] // the table of metrics is what the apps' own tests hold them to
    public void Queries_Metrics_AreThoseThatTheAppsSend()
    {
        var documented = MetricRow().Matches(Repository.Read("docs/observability.md")).Select(match => match.Groups[1].Value).ToHashSet();
        var asked = Queries().SelectMany(query => MetricName().Matches(query)).Select(match => match.Groups[1].Value).ToHashSet();
        Assert.NotEmpty(asked);
        Assert.All(asked, metric => Assert.Contains(metric, documented));
    }

    [Fact]
    public void Queries_ReturnCodes_AreThoseOfTheProtocol()
    {
        var query = Query("axon-errors");
        var codes = Code().Matches(query[query.IndexOf("!in (", StringComparison.Ordinal)..]).Select(match => match.Groups[1].Value).ToList();
        Assert.Contains("Success", codes);
        Assert.All(codes, code => Assert.True(Enum.IsDefined(Enum.Parse<ReturnCode>(code))));
    }

    [Fact]
    public void Queries_GpuTime_NamesTheAppsWithAGpu() =>
        Assert.All(templates.GpuAxons.Apps, app => Assert.Contains($"\"{app.Text("name")}\"", Query("gpu-time"), StringComparison.Ordinal));

    [Fact]
    public void Apps_ReplicaCounts_GoToTheWorkspace() => Assert.All(
        (Prediction[])[templates.CpuAxons, templates.GpuAxons, templates.Validator],
        prediction => Assert.Equal(
            prediction.Apps.Count,
            prediction.Of("Microsoft.Insights/diagnosticSettings").Count(setting => setting.List("properties/metrics").Count > 0)));

    [Fact]
    public void Workbook_Content_IsWhatTheFileHas()
    {
        var workbook = JsonNode.Parse(Assert.Single(templates.Platform.Of("Microsoft.Insights/workbooks")).Text("properties/serializedData"))!;
        Assert.Equal("Notebook/1.0", workbook.Text("version"));
        var names = workbook.List("items").Select(item => item.Text("name")).ToList();
        Assert.Equal(names.Count, names.Distinct().Count());
        Assert.DoesNotContain("__WORKSPACE__", workbook.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Budget_Warnings_AreMailed()
    {
        var notifications = Assert.Single(templates.Platform.Of("Microsoft.Consumption/budgets"))["properties"]!["notifications"]!.AsObject();
        Assert.All(notifications, notification => Assert.Equal("operator@example.org", (string)Assert.Single(notification.Value!.List("contactEmails"))!));
    }

    private string Query(string rule) => Assert.Single(templates.Platform.Of("Microsoft.Insights/scheduledQueryRules"), found => found.Text("name") == rule)
        .List("properties/criteria/allOf").Single().Text("query");

    private IEnumerable<string> Queries() =>
    [
        .. templates.Platform.Of("Microsoft.Insights/scheduledQueryRules").Select(rule => Query(rule.Text("name"))),
        .. JsonNode.Parse(Repository.Read("infra/workbook.json"))!.List("items")
            .Select(item => (string?)item.At("content/query")).OfType<string>(),
    ];

    [GeneratedRegex("^\\| `([a-z_.]+)` \\|", RegexOptions.Multiline)]
    private static partial Regex MetricRow();

    [GeneratedRegex("\"((?:bittensor|http|gen_ai)\\.[a-z_.]+)\"(?!\\])")]
    private static partial Regex MetricName();

    [GeneratedRegex("\"([A-Za-z]+)\"")]
    private static partial Regex Code();
}
