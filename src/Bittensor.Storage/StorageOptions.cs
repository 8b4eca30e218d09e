using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Bittensor.Storage;

/// <summary>How tables and queues are named and reached, from the <c>Storage</c> section.</summary>
/// <remarks>Which account it is, the <c>AzureWebJobsStorage</c> setting says, as for the Functions host.</remarks>
public sealed class StorageOptions
{
    /// <summary>Put before every table name, so that several networks or tests share an account. Empty by default; letters and
    /// digits.</summary>
    [RegularExpression("^([A-Za-z][A-Za-z0-9]{0,30})?$")]
    public string TablePrefix { get; set; } = "";

    /// <summary>Put before every queue name. Empty by default; queue triggers only listen to the names without it.</summary>
    [RegularExpression("^([a-z0-9][a-z0-9-]{0,30})?$")]
    public string QueuePrefix { get; set; } = "";

    /// <summary>Time one call to storage has before it is tried again. 10 seconds by default; 1 second to 5 minutes.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan NetworkTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Times a failed call to storage is tried again. 4 by default; 0 to 20.</summary>
    [Range(0, 20)]
    public int MaxRetries { get; set; } = 4;
}

[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
