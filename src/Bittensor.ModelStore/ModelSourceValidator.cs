using Bittensor.Inference.Models;
using Bittensor.ModelStore.Blobs;
using Microsoft.Extensions.Options;

namespace Bittensor.ModelStore;

/// <summary>Checks that <see cref="ModelOptions.Source"/> names a place in Blob storage.</summary>
internal sealed class ModelSourceValidator : IValidateOptions<ModelOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ModelOptions options) =>
        options.Source.Length == 0 || BlobPrefix.TryParse(options.Source) is not null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"Model:Source is {options.Source}; expected a container and a prefix in the storage account of AzureWebJobsStorage, "
                + "such as models/small, or the https URL of a prefix.");
}
