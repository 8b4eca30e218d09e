using Bittensor.Infra.Tests.Support;

namespace Bittensor.Infra.Tests.Templates;

public class NetworkTests(TemplatesFixture templates)
{
    [Fact]
    public void Axons_Ingress_IsInsideOfTheEnvironment() => Assert.All(
        templates.Axons, app => Assert.False((bool)app.At("properties/configuration/ingress/external")!));

    [Fact]
    public void Apps_Ingress_IsEncrypted() => Assert.All(
        templates.Apps, app => Assert.False((bool)app.At("properties/configuration/ingress/allowInsecure")!));

    [Fact]
    public void Platform_ByDefault_HasNoNetworkOfItsOwn() => Assert.Empty(templates.Platform.Of("Microsoft.Network/virtualNetworks"));

    [Fact]
    public void PrivateNetworking_EveryServiceWithData_HasAnEndpoint()
    {
        var platform = templates.PrivatePlatform;
        var reached = platform.Of("Microsoft.Network/privateEndpoints")
            .SelectMany(endpoint => endpoint.List("properties/privateLinkServiceConnections"))
            .Select(link => (
                link.Text("properties/privateLinkServiceId").LastSegment()[..5],
                (string)Assert.Single(link.List("properties/groupIds"))!))
            .Order();
        Assert.Equal([("kv-" + Token(platform)[..2], "vault"), ("stmod", "blob"), ("stnet", "blob"), ("stnet", "queue"), ("stnet", "table")], reached);
    }

    [Fact]
    public void PrivateNetworking_PublicEndpoints_AreClosed()
    {
        var platform = templates.PrivatePlatform;
        Assert.All(
            [.. platform.Of("Microsoft.Storage/storageAccounts"), .. platform.Of("Microsoft.KeyVault/vaults")],
            resource =>
            {
                Assert.Equal("Disabled", resource.Text("properties/publicNetworkAccess"));
                Assert.Equal("Deny", resource.Text("properties/networkAcls/defaultAction"));
            });
    }

    [Fact]
    public async Task PrivateNetworking_AllowedAddress_IsTheOnlyOneThatComesIn()
    {
        using var folder = new TemplateFolder();
        var platform = await folder.PredictAsync("main", new Dictionary<string, string>
        {
            ["PRIVATE_NETWORKING"] = "true",
            ["ALLOWED_IPS"] = """["203.0.113.7"]""",
        });
        Assert.All(
            [.. platform.Of("Microsoft.Storage/storageAccounts"), .. platform.Of("Microsoft.KeyVault/vaults")],
            resource =>
            {
                Assert.Equal("Enabled", resource.Text("properties/publicNetworkAccess"));
                Assert.Equal("Deny", resource.Text("properties/networkAcls/defaultAction"));
                Assert.Equal("203.0.113.7", Assert.Single(resource.List("properties/networkAcls/ipRules")).Text("value"));
            });
    }

    [Fact]
    public void PrivateNetworking_Environment_IsInTheAppsSubnet()
    {
        var platform = templates.PrivatePlatform;
        var environment = Assert.Single(platform.Of("Microsoft.App/managedEnvironments"));
        Assert.EndsWith("/subnets/apps", environment.Text("properties/vnetConfiguration/infrastructureSubnetId"), StringComparison.Ordinal);
        var network = Assert.Single(platform.Of("Microsoft.Network/virtualNetworks"));
        var subnet = network.List("properties/subnets").Single(subnet => subnet.Text("name") == "apps");
        Assert.Equal("Microsoft.App/environments", Assert.Single(subnet.List("properties/delegations")).Text("properties/serviceName"));
    }

    private static string Token(Prediction platform) => platform.Outputs.Text("RESOURCE_TOKEN");
}
