using Bittensor.Tokenization.Parts;
using Bittensor.Tokenization.Vocabularies;

namespace Bittensor.Tokenization.Models;

/// <summary>Cuts text into words and turns each into tokens.</summary>
/// <param name="preTokenizer">Cuts; null when a text is one word.</param>
/// <param name="words">Turns words into tokens.</param>
internal sealed class WordsModel(IPreTokenizer? preTokenizer, IWordModel words) : ITokenModel
{
    public void Encode(TextPiece text, List<int> ids, CancellationToken cancellationToken)
    {
        if (preTokenizer is null)
        {
            words.Encode(text.Text, ids, cancellationToken);
            return;
        }

        var count = 0;
        foreach (var word in preTokenizer.Apply([text], cancellationToken))
        {
            words.Encode(word.Text, ids, cancellationToken);
            if (++count % 256 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }
}
