using Microsoft.Extensions.Options;

namespace Bittensor.Inference.Models;

/// <summary>Checks <see cref="ModelOptions"/> by its attributes.</summary>
[OptionsValidator]
internal sealed partial class ModelOptionsValidator : IValidateOptions<ModelOptions>;
