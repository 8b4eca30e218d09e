using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Templates;

public partial class SecretTests(TemplatesFixture templates)
{
    public static TheoryData<string> Templates => ["main", "axons", "validator"];

    [Theory] // listKeys, listCredentials, listConnectionStrings, ...
    [MemberData(nameof(Templates))]
    public async Task Template_Expressions_CallNoListFunction(string template)
    {
        using var folder = new TemplateFolder();
        Assert.DoesNotMatch(ListFunction(), await folder.CompileAsync(template));
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public async Task Template_ParametersAndOutputs_AreNoSecrets(string template)
    {
        using var folder = new TemplateFolder();
        var compiled = JsonNode.Parse(await folder.CompileAsync(template))!;
        foreach (var (name, value) in compiled["parameters"]!.AsObject().Concat(compiled["outputs"]?.AsObject() ?? []))
        {
            Assert.DoesNotMatch("^secure", value!.Text("type").ToLowerInvariant());
            Assert.DoesNotMatch("(?i)password|secret|token$|connection", name == "resourceToken" || name == "RESOURCE_TOKEN" ? "" : name);
        }
    }

    [Fact]
    public void Storage_Accounts_TakeIdentitiesOnly() => Assert.All(
        templates.Platform.Of("Microsoft.Storage/storageAccounts"),
        account =>
        {
            Assert.False((bool)account.At("properties/allowSharedKeyAccess")!);
            Assert.False((bool)account.At("properties/allowBlobPublicAccess")!);
            Assert.Equal("TLS1_2", account.Text("properties/minimumTlsVersion"));
        });

    [Fact]
    public void Registry_AdminUser_IsOff()
    {
        var registry = Assert.Single(templates.Platform.Of("Microsoft.ContainerRegistry/registries"));
        Assert.False((bool)registry.At("properties/adminUserEnabled")!);
        Assert.False((bool)registry.At("properties/anonymousPullEnabled")!);
    }

    [Fact]
    public void Telemetry_Ingestion_TakesIdentitiesOnly()
    {
        Assert.True((bool)Assert.Single(templates.Platform.Of("Microsoft.Insights/components")).At("properties/DisableLocalAuth")!);
        Assert.True((bool)Assert.Single(templates.Platform.Of("Microsoft.OperationalInsights/workspaces")).At("properties/features/disableLocalAuth")!);
    }

    [Fact]
    public void KeyVault_Access_IsByRole() =>
        Assert.True((bool)Assert.Single(templates.Platform.Of("Microsoft.KeyVault/vaults")).At("properties/enableRbacAuthorization")!);

    [Fact] // a value in the template would be in the deployment's history
    public void Apps_Secrets_AreReferencesToTheVault() => Assert.All(
        templates.Apps.SelectMany(app => app.List("properties/configuration/secrets")),
        secret =>
        {
            Assert.Null(secret["value"]);
            Assert.Contains("/secrets/validator-admin-key", secret.Text("keyVaultUrl").Replace("', '", "/", StringComparison.Ordinal), StringComparison.Ordinal);
            Assert.EndsWith("userAssignedIdentities/validator", secret.Text("identity"), StringComparison.Ordinal);
        });

    [Fact]
    public void Axons_Secrets_AreNone() => Assert.All(
        (IEnumerable<JsonObject>)[.. templates.CpuAxons.Apps, .. templates.GpuAxons.Apps], app => Assert.Empty(app.List("properties/configuration/secrets")));

    [GeneratedRegex(@"\blist[A-Z]\w*\(")]
    private static partial Regex ListFunction();
}
