using Microsoft.ML.Tokenizers;

namespace Bittensor.Tokenization.Vocabularies;

/// <summary>A tokenizer of Microsoft.ML.Tokenizers.</summary>
/// <param name="tokenizer">The tokenizer, its way of cutting text into words included.</param>
internal sealed class LibraryModel(Tokenizer tokenizer) : ITokenModel
{
    public void Encode(string text, List<int> ids) =>
        ids.AddRange(tokenizer.EncodeToIds(text, considerPreTokenization: true, considerNormalization: true));
}
