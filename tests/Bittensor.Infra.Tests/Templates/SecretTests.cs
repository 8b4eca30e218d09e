using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Templates;

public partial class SecretTests(TemplatesFixture templates)
{
    public static TheoryData<string> Templates => ["main", "axons", "validator"];

    [Theory] // listKeys, listCredentials, listConnectionStrings, ...
    [MemberData(nameof(Templates))]
    public void Template_Expressions_CallNoListFunction(string template) =>
        Assert.DoesNotMatch(ListFunction(), templates.Compiled(template));

    [Theory]
    [MemberData(nameof(Templates))]
    public void Template_ParametersAndOutputs_AreNoSecrets(string template) => Assert.All(
        Values(JsonNode.Parse(templates.Compiled(template))!),
        value =>
        {
            Assert.DoesNotContain("secure", (string?)value.Value!["type"] ?? "", StringComparison.OrdinalIgnoreCase);
            Assert.DoesNotMatch("(?i)password|secret|connectionString|accountKey|adminKey", value.Key);
        });

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
            Assert.Contains("'validator-admin-key'", secret.Text("keyVaultUrl"), StringComparison.Ordinal);
            Assert.Contains($"'{Assert.Single(templates.Platform.Of("Microsoft.KeyVault/vaults")).Text("name")}'", secret.Text("keyVaultUrl"), StringComparison.Ordinal);
            Assert.EndsWith("userAssignedIdentities/validator", secret.Text("identity"), StringComparison.Ordinal);
        });

    [Fact]
    public void Axons_Secrets_AreNone() => Assert.All(
        templates.Axons, app => Assert.Empty(app.List("properties/configuration/secrets")));

    /// <summary>Parameters and outputs, those of nested templates included.</summary>
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Values(JsonNode template) =>
    [
        .. template["parameters"]?.AsObject() ?? [],
        .. template["outputs"]?.AsObject() ?? [],
        .. Resources(template["resources"]!)
            .Where(resource => resource!.Text("type") == "Microsoft.Resources/deployments")
            .SelectMany(resource => Values(resource.At("properties/template")!)),
    ];

    /// <summary>The compiler writes a list, or names each.</summary>
    private static IEnumerable<JsonNode?> Resources(JsonNode resources) =>
        resources is JsonArray list ? list : resources.AsObject().Select(resource => resource.Value);

    [GeneratedRegex(@"\blist[A-Z]\w*\(")]
    private static partial Regex ListFunction();
}
