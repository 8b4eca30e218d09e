using Bittensor.Inference.Models;

namespace Bittensor.Inference.Handlers;

/// <summary>Whether a model's output can be read at standard token positions.</summary>
/// <remarks>The one place that says so: a model of another vocabulary needs its rows aligned and translated.</remarks>
internal static class StandardView
{
    /// <summary>The reason why not, or null.</summary>
    public static string? WhyNot(ILanguageModel model) => model.Tokenizer.IsStandard
        ? null
        : $"The model's vocabulary is {model.Tokenizer.Name}; this axon answers this synapse only for the standard vocabulary.";
}
