using Azure;
using Bittensor.Storage.Clients;
using Bittensor.Validation.Tasks;
using Microsoft.Extensions.Options;

namespace Bittensor.Storage.Stores;

/// <summary>Reads the .txt blobs of a container in the app's storage account.</summary>
/// <param name="options">Names the container.</param>
/// <param name="clients">Reach the account.</param>
internal sealed class ContainerTextReader(IOptions<TaskOptions> options, StorageClients clients) : ITextReader
{
    /// <inheritdoc/>
    public string Place => $"the blob container {options.Value.Container}";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ReadAsync(CancellationToken cancellationToken)
    {
        var container = clients.Container(options.Value.Container);
        var texts = new List<string>();
        try
        {
            // The service lists blobs by name.
            await foreach (var blob in container.GetBlobsAsync(cancellationToken: cancellationToken))
            {
                if (blob.Name.EndsWith(".txt", StringComparison.Ordinal))
                {
                    var content = await container.GetBlobClient(blob.Name).DownloadContentAsync(cancellationToken);
                    var text = content.Value.Content.ToString();
                    texts.AddRange(text.Length > 0 ? [text] : []);
                }
            }
        }
        catch (RequestFailedException fault) when (fault.Status == 404)
        {
            throw new InvalidOperationException(
                $"Tasks:Container is {options.Value.Container}, which is not there; it must be a blob container with .txt blobs.", fault);
        }

        return texts;
    }
}
