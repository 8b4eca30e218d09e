using System.Text.Json.Nodes;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Templates;

/// <summary>Who may do what: nothing less than the apps need, and nothing more.</summary>
public class AccessTests(TemplatesFixture templates)
{
    // Ids of built-in roles as Azure's documentation lists them.
    private const string AcrPull = "7f951dda-4ed3-4680-a7ca-43fe172d538d",
        BlobDataContributor = "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
        BlobDataOwner = "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
        BlobDataReader = "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
        KeyVaultSecretsOfficer = "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
        KeyVaultSecretsUser = "4633458b-17de-408a-b874-0445c86b69e6",
        MonitoringMetricsPublisher = "3913510d-42f4-4e42-8a64-420c390055eb",
        QueueDataContributor = "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
        TableDataContributor = "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3";

    [Fact]
    public void Apps_Identity_IsOneThatThePlatformMakes()
    {
        var known = templates.Platform.Of("Microsoft.ManagedIdentity/userAssignedIdentities").Select(identity => identity.Text("name")).ToHashSet();
        Assert.All(templates.Apps, app => Assert.Contains(IdentityOf(app), known));
    }

    [Fact]
    public void Apps_Identity_IsNobodyElses() =>
        Assert.Equal(templates.Apps.Count(), templates.Apps.Select(IdentityOf).Distinct().Count());

    [Fact]
    public void Apps_Image_IsPulledByIdentity() => Assert.All(
        templates.Apps, app => Assert.Equal(IdentityOf(app), Assert.Single(app.List("properties/configuration/registries")).Text("identity").LastSegment()));

    [Fact]
    public void Axons_Roles_ReadModelsAndKeepLeases() => Assert.All(
        templates.Axons,
        app => Assert.Equal(
            [
                ("appi-", MonitoringMetricsPublisher),
                ("cr", AcrPull),
                ("stmodel/azure-webjobs-hosts", BlobDataOwner),
                ("stmodel/models", BlobDataReader),
            ],
            RolesOf(IdentityOf(app))));

    [Fact]
    public void Validator_Roles_UseItsOwnAccountAndReadTheKey() => Assert.Equal(
        [
            ("appi-", MonitoringMetricsPublisher),
            ("cr", AcrPull),
            ("kv-", KeyVaultSecretsUser),
            ("stnet", TableDataContributor),
            ("stnet", QueueDataContributor),
            ("stnet/azure-webjobs-hosts", BlobDataOwner),
            ("stnet/texts", BlobDataReader),
        ],
        RolesOf("validator"));

    [Fact]
    public void Deployer_Roles_UploadAndWriteTheKey() => Assert.Equal(
        [("kv-", KeyVaultSecretsOfficer), ("stmodel/models", BlobDataContributor), ("stnet/texts", BlobDataContributor)],
        RolesOf("33333333-3333-3333-3333-333333333333"));

    [Fact]
    public void Apps_HostStorage_IsTheAccountTheyHaveRightsOn() => Assert.All(
        templates.Apps,
        app =>
        {
            var account = Setting(app, "AzureWebJobsStorage__accountName");
            Assert.Contains(
                templates.Platform.Of("Microsoft.Storage/storageAccounts/blobServices/containers"),
                container => container.Text("name") == $"{account}/default/azure-webjobs-hosts");
            Assert.StartsWith(app.Text("name") == "validator" ? "stnet" : "stmodel", account, StringComparison.Ordinal);
            Assert.Equal("managedidentity", Setting(app, "AzureWebJobsStorage__credential"));
            Assert.Contains(IdentityOf(app), Setting(app, "AzureWebJobsStorage__clientId"), StringComparison.Ordinal);
        });

    [Fact]
    public void Apps_HostId_IsTheirOwnAndShortEnough() // longer ones are cut, and then may be the same
    {
        var ids = templates.Apps.Select(app => Setting(app, "AzureFunctionsWebHost__hostid")).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[a-z0-9-]{1,32}$", id));
    }

    private static string IdentityOf(JsonNode app)
    {
        Assert.Equal("UserAssigned", app.Text("identity/type"));
        return Assert.Single(app["identity"]!["userAssignedIdentities"]!.AsObject()).Key.LastSegment();
    }

    private static string Setting(JsonNode app, string name) =>
        app.Container().List("env").Single(variable => variable.Text("name") == name).Text("value");

    /// <summary>Where an identity has which role: names without what makes them unique, in ordinal order.</summary>
    private List<(string Scope, string Role)> RolesOf(string principal) => [.. templates.Platform.Of("Microsoft.Authorization/roleAssignments")
        .Where(assignment => assignment.Text("properties/principalId") is var id
            && (id == principal || id.Contains($"userAssignedIdentities/{principal}'", StringComparison.Ordinal)))
        .Select(assignment => (ScopeOf(assignment.Text("id")), assignment.Text("properties/roleDefinitionId").LastSegment()))
        .OrderBy(role => role.Item1, StringComparer.Ordinal).ThenBy(role => role.Item2, StringComparer.Ordinal)];

    private string ScopeOf(string assignmentId)
    {
        var scope = assignmentId[..assignmentId.IndexOf("/providers/Microsoft.Authorization/", StringComparison.Ordinal)];
        var parts = scope.Split('/');
        var name = scope.Contains("/containers/", StringComparison.Ordinal) ? $"{parts[^5]}/{parts[^1]}" : parts[^1];
        return name.Replace(templates.Platform.Outputs.Text("RESOURCE_TOKEN"), "", StringComparison.Ordinal);
    }
}
