using Bittensor.Protocol;
using Bittensor.Tokenization;

namespace Bittensor.Inference.Handlers;

/// <summary>Standard tokens as tokens of another vocabulary.</summary>
internal static class ServerTokens
{
    /// <summary>Reads the standard tokens as text and cuts that anew.</summary>
    /// <remarks>The end of text is no text: it becomes the model's own token of that role, or that of the beginning, or none.</remarks>
    /// <param name="row">Standard token ids.</param>
    /// <param name="server">The model's tokenizer.</param>
    public static int[] Of(ReadOnlySpan<int> row, ITextTokenizer server)
    {
        var tokens = new List<int>(row.Length);
        while (!row.IsEmpty)
        {
            var end = row.IndexOf(StandardVocabulary.EndOfText);
            var text = end < 0 ? row : row[..end];
            if (!text.IsEmpty)
            {
                tokens.AddRange(server.Encode(StandardTokenizer.Instance.Decode(text)));
            }

            if (end >= 0 && (server.Special.Eos ?? server.Special.Bos) is { } special)
            {
                tokens.Add(special);
            }

            row = end < 0 ? [] : row[(end + 1)..];
        }

        return [.. tokens];
    }
}
