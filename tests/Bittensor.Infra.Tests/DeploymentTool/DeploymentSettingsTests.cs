using Bittensor.Client;
using Bittensor.Deployment;

namespace Bittensor.Infra.Tests.DeploymentTool;

public class DeploymentSettingsTests
{
    private static readonly Dictionary<string, string> Variables = new()
    {
        ["MODEL_STORAGE_NAME"] = "stmodel1",
        ["NETWORK_STORAGE_NAME"] = "stnet1",
        ["KEY_VAULT_NAME"] = "kv-1",
        ["AXON_MODELS"] = """["small"]""",
        ["AXON_REGISTRATIONS"] = """[{"hotkey": "key", "name": "small", "url": "https://axon-small.internal.example.org"}]""",
        ["VALIDATOR_URL"] = "https://validator.example.org",
    };

    [Fact]
    public void Read_AllThere_ReadsThem()
    {
        var settings = DeploymentSettings.Read(Variables.GetValueOrDefault);
        Assert.Equal(("stmodel1", "stnet1", "kv-1"), (settings.ModelStorage, settings.NetworkStorage, settings.KeyVault));
        Assert.Equal(["small"], settings.Models);
        Assert.Equal(new AxonEntry("key", "small", new Uri("https://axon-small.internal.example.org")), Assert.Single(settings.Axons));
        Assert.Equal(new Uri("https://validator.example.org"), settings.Validator);
    }

    [Fact] // before the first deployment of the validator
    public void Read_NoValidator_IsNull() =>
        Assert.Null(DeploymentSettings.Read(name => name == "VALIDATOR_URL" ? "" : Variables[name]).Validator);

    [Theory]
    [InlineData("MODEL_STORAGE_NAME")]
    [InlineData("KEY_VAULT_NAME")]
    [InlineData("AXON_REGISTRATIONS")]
    public void Read_OneMissing_SaysWhich(string missing)
    {
        var fault = Assert.Throws<DeploymentException>(() => DeploymentSettings.Read(name => name == missing ? null : Variables[name]));
        Assert.Contains(missing, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_NoJson_SaysWhich()
    {
        var fault = Assert.Throws<DeploymentException>(() => DeploymentSettings.Read(name => name == "AXON_MODELS" ? "small" : Variables[name]));
        Assert.Contains("AXON_MODELS", fault.Message, StringComparison.Ordinal);
    }
}
