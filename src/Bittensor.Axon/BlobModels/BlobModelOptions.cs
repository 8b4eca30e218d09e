using System.ComponentModel.DataAnnotations;
using Bittensor.Engine.Models;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.BlobModels;

/// <summary>How a model is copied from Blob storage, from the <c>Model</c> section.</summary>
public sealed class BlobModelOptions
{
    /// <summary>Folder that copies are kept in, relative to the working directory; by default <c>bittensor-models</c> in the
    /// system's folder for temporary files. A copy is used again as long as the blobs are the same.</summary>
    public string Cache { get; set => field = string.IsNullOrEmpty(value) ? DefaultCache : value; } = DefaultCache;

    /// <summary>Parts of a file that are downloaded at the same time. 8 by default; 1 to 64.</summary>
    [Range(1, 64)]
    public int DownloadParallelism { get; set; } = 8;

    private static string DefaultCache => Path.Combine(Path.GetTempPath(), "bittensor-models");
}

/// <summary>Checks <see cref="BlobModelOptions"/> when the app starts.</summary>
[OptionsValidator]
internal sealed partial class BlobModelOptionsValidator : IValidateOptions<BlobModelOptions>;

/// <summary>Checks that <see cref="ModelOptions.Source"/> names a place in Blob storage.</summary>
internal sealed class ModelSourceValidator : IValidateOptions<ModelOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, ModelOptions options)
    {
        if (options.Source.Length == 0 || BlobPrefix.TryParse(options.Source) is not null)
        {
            return ValidateOptionsResult.Success;
        }

        return ValidateOptionsResult.Fail(
            $"Model:Source is {options.Source}; expected a container and a prefix in the storage account of AzureWebJobsStorage, "
            + "such as models/small, or the https URL of a prefix.");
    }
}
