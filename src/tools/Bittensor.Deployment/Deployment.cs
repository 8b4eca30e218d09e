using Azure.Core;
using Azure.Security.KeyVault.Secrets;
using Azure.Storage.Blobs;
using Bittensor.Client;

namespace Bittensor.Deployment;

/// <summary>The two steps of a deployment that templates cannot take. Each may run again, and leaves alone what is there.</summary>
/// <param name="settings">What the templates made.</param>
/// <param name="credential">Who deploys.</param>
/// <param name="http">Reaches the validator.</param>
/// <param name="clock">Measures waits.</param>
/// <param name="output">Told what is done.</param>
internal sealed class Deployment(
    DeploymentSettings settings, TokenCredential credential, HttpClient http, TimeProvider clock, TextWriter output)
{
    /// <summary>Containers that the apps are set to read: infra/modules/types.bicep.</summary>
    public const string ModelContainer = "models", TextContainer = "texts";

    /// <summary>Makes the admin key, uploads sample models that axons serve, and the validation text.</summary>
    /// <exception cref="Azure.RequestFailedException">Storage or key vault do not let in who deploys, or cannot be reached.</exception>
    public async Task SeedAsync(CancellationToken cancellationToken)
    {
        var patience = new Patience(clock, output);
        await patience.WhileForbiddenAsync(() => new AdminKey(Secrets()).EnsureAsync(cancellationToken), cancellationToken);
        var models = Container(settings.ModelStorage, ModelContainer);
        foreach (var model in settings.Models)
        {
            if (SampleModels.SampleModels.Names.Contains(model))
            {
                await UploadAsync(SampleModels.SampleModels.Folder(model), models, $"{model}/");
            }
            else
            {
                await output.WriteLineAsync($"{model} is no sample model: upload its folder to {models.Uri}/{model}.");
            }
        }

        await UploadAsync(SampleModels.SampleModels.HeldOutTextFolder, Container(settings.NetworkStorage, TextContainer), "");

        async Task UploadAsync(string folder, BlobContainerClient container, string prefix)
        {
            var upload = new FolderUpload(container, prefix);
            var outcome = await patience.WhileForbiddenAsync(() => upload.RunAsync(folder, cancellationToken), cancellationToken);
            await output.WriteLineAsync($"{container.Uri}/{prefix}: {outcome}");
        }
    }

    /// <summary>Registers the axons with the validator.</summary>
    /// <exception cref="DeploymentException">The validator is not there, or refuses an axon.</exception>
    public async Task RegisterAsync(CancellationToken cancellationToken)
    {
        var validator = settings.Validator
            ?? throw new DeploymentException($"{DeploymentSettings.ValidatorUrl} is not set: deploy the validator first.");
        if (validator.Host.Contains(".internal.", StringComparison.Ordinal))
        {
            await output.WriteLineAsync($"{validator} is inside of its environment; register the axons from there (infra/README.md).");
            return;
        }

        var key = await new AdminKey(Secrets()).EnsureAsync(cancellationToken);
        var registrar = new Registrar(new ValidatorClient(http, validator, key), clock);
        foreach (var axon in settings.Axons)
        {
            await registrar.RegisterAsync(axon, cancellationToken);
            await output.WriteLineAsync($"{axon.Name} is registered at {axon.Url}.");
        }
    }

    private SecretClient Secrets() => new(new Uri($"https://{settings.KeyVault}.vault.azure.net"), credential);

    private BlobContainerClient Container(string account, string name) =>
        new(new Uri($"https://{account}.blob.core.windows.net/{name}"), credential);
}
