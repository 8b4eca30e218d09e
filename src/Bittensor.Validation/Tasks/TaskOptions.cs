using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Tasks;

/// <summary>Where the validation text lies, from the <c>Tasks</c> section: a folder or a blob container.</summary>
public sealed class TaskOptions : IValidatableObject
{
    /// <summary>Folder of .txt files in UTF-8, subfolders included; relative to the app's own folder.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Container of .txt blobs in UTF-8 in the account of AzureWebJobsStorage, in place of <see cref="Folder"/>.</summary>
    public string Container { get; set; } = "";

    /// <summary>Which of the two is set.</summary>
    internal TextPlace Place => Container.Length > 0 ? TextPlace.Container : TextPlace.Folder;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((Folder.Length > 0) == (Container.Length > 0))
        {
            yield return new("Set either Tasks:Folder or Tasks:Container.");
        }
    }
}

[OptionsValidator]
internal sealed partial class TaskOptionsValidator : IValidateOptions<TaskOptions>;
