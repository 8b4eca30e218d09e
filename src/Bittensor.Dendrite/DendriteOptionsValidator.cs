using Microsoft.Extensions.Options;

namespace Bittensor.Dendrite;

/// <summary>Checks the options; the compiler writes the body.</summary>
[OptionsValidator]
internal sealed partial class DendriteOptionsValidator : IValidateOptions<DendriteOptions>;
