using System.ComponentModel.DataAnnotations;
using Bittensor.Engine.Graph;
using Bittensor.Engine.ModelFolders;
using Bittensor.Engine.Scheduling;
using Microsoft.Extensions.Options;

namespace Bittensor.Engine.Models;

/// <summary>Which model an axon serves and how, from the <c>Model</c> section.</summary>
public sealed class ModelOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Model";

    /// <summary>The model folder, in the layout that Hugging Face Optimum exports; relative to the working directory.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Where such a folder is copied from, in place of <see cref="Folder"/>; what can be named here, the app's
    /// <see cref="IModelFolderSource"/> says.</summary>
    public string Source { get; set; } = "";

    /// <summary>Name shown to callers; by default that of the folder.</summary>
    public string? Name { get; set; }

    /// <summary>Where to compute. Auto by default.</summary>
    [EnumDataType(typeof(ExecutionProvider))]
    public ExecutionProvider ExecutionProvider { get; set; } = ExecutionProvider.Auto;

    /// <summary>Whether a missing <see cref="ExecutionProvider"/> stops the app; if not, the CPU steps in. False by default.</summary>
    public bool RequireExecutionProvider { get; set; }

    /// <summary>What happens to a row longer than the context. <see cref="PromptTruncation.Error"/> by default.</summary>
    [EnumDataType(typeof(PromptTruncation))]
    public PromptTruncation Truncation { get; set; } = PromptTruncation.Error;

    /// <summary>Context length in tokens where config.json does not tell it or tells too much; null (default) believes it.</summary>
    [Range(2, 1 << 24)]
    public int? ContextLength { get; set; }

    /// <summary>Tokens one request may have over all its rows, and one gathering of requests too. 16384 by default; 1 to 2^22.</summary>
    [Range(1, 1 << 22)]
    public int MaxTokensPerRequest { get; set; } = 16384;

    /// <summary>
    /// Tokens of one forward pass, padding included; a longer row has one of its own. A request with more runs in parts, each of which
    /// is read while the next is computed: this decides how much memory its logits take, which is 4 bytes x tokens x vocabulary for each
    /// of two parts. Null (default) takes what makes 128 MiB, with CUDA 512 MiB; 1 to 2^22.
    /// </summary>
    [Range(1, 1 << 22)]
    public int? MaxTokensPerPass { get; set; }

    /// <summary>Rows of one forward pass. 64 by default; 1 to 4096.</summary>
    [Range(1, 4096)]
    public int MaxBatchRows { get; set; } = 64;

    /// <summary>Time a request waits for others while several callers are active. 2 ms by default; 0 to 1 second.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:01")]
    public TimeSpan BatchWindow { get; set; } = TimeSpan.FromMilliseconds(2);

    /// <summary>Requests that may wait or run; one more is refused with NucleusFull. 128 by default; 1 to 65536.</summary>
    [Range(1, 65536)]
    public int QueueLimit { get; set; } = 128;

    /// <summary>Threads of one forward pass. Null (default) takes one for each processor core; 1 to 1024.</summary>
    [Range(1, 1024)]
    public int? Threads { get; set; }

    /// <summary>Time a request, or a part of a large one, has from its arrival to its forward pass's end; then NucleusTimeout. 30 s by
    /// default; 10 ms to 1 hour.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00")]
    public TimeSpan ForwardTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Folder.Length > 0 == Source.Length > 0)
        {
            yield return new(
                $"{(Folder.Length > 0 ? "Both Model:Folder and Model:Source are" : "Neither Model:Folder nor Model:Source is")} set; expected one of "
                + "them: a folder with model.onnx, config.json and tokenizer files, or the place that such a folder is copied from.");
        }

        if (RequireExecutionProvider && ExecutionProvider == ExecutionProvider.Auto)
        {
            yield return new("Model:RequireExecutionProvider is set, but Model:ExecutionProvider is Auto; expected Cpu or Cuda.");
        }
    }
}

/// <summary>Checks <see cref="ModelOptions"/> by its attributes.</summary>
[OptionsValidator]
internal sealed partial class ModelOptionsValidator : IValidateOptions<ModelOptions>;
