using System.Text.Json;
using Bittensor.Client;

namespace Bittensor.Deployment;

/// <summary>What the templates made, as their outputs tell it.</summary>
/// <param name="ModelStorage">Name of the account of models.</param>
/// <param name="NetworkStorage">Name of the account of rounds, scores and texts.</param>
/// <param name="KeyVault">Name of the vault of the admin key.</param>
/// <param name="Models">Models that axons serve: folders below the container of models.</param>
/// <param name="Axons">The axons.</param>
/// <param name="Validator">The validator's URL; null before it is deployed.</param>
internal sealed record DeploymentSettings(
    string ModelStorage, string NetworkStorage, string KeyVault, IReadOnlyList<string> Models, IReadOnlyList<AxonEntry> Axons, Uri? Validator)
{
    /// <summary>Name of an output that the settings are read from.</summary>
    public const string ModelStorageName = "MODEL_STORAGE_NAME", NetworkStorageName = "NETWORK_STORAGE_NAME", KeyVaultName = "KEY_VAULT_NAME",
        AxonModels = "AXON_MODELS", AxonRegistrations = "AXON_REGISTRATIONS", ValidatorUrl = "VALIDATOR_URL";

    /// <summary>Reads environment variables.</summary>
    /// <exception cref="DeploymentException">One is missing, or is not what it should be.</exception>
    public static DeploymentSettings FromEnvironment() => Read(Environment.GetEnvironmentVariable);

    /// <summary>Reads variables.</summary>
    /// <param name="variable">Gives a variable by name.</param>
    /// <exception cref="DeploymentException">One is missing, or is not what it should be.</exception>
    public static DeploymentSettings Read(Func<string, string?> variable) => new(
        Required(variable, ModelStorageName),
        Required(variable, NetworkStorageName),
        Required(variable, KeyVaultName),
        Parse<string[]>(AxonModels, Required(variable, AxonModels)),
        Parse<AxonEntry[]>(AxonRegistrations, Required(variable, AxonRegistrations)),
        variable(ValidatorUrl) is { Length: > 0 } url ? new Uri(url) : null);

    private static string Required(Func<string, string?> variable, string name)
    {
        var value = variable(name);
        if (string.IsNullOrEmpty(value))
        {
            throw new DeploymentException($"The environment variable {name} is not set; it is an output of infra/main.bicep: run this from azd.");
        }

        return value;
    }

    private static T Parse<T>(string name, string json)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(json, JsonSerializerOptions.Web)
                ?? throw new DeploymentException($"The environment variable {name} is null.");
        }
        catch (JsonException e)
        {
            throw new DeploymentException($"The environment variable {name} is not the JSON that infra/main.bicep gives: {e.Message}");
        }
    }
}
