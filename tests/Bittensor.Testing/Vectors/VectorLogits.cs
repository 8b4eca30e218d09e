using System.Text.Json;
using Bittensor.Tokenization;

namespace Bittensor.Testing.Vectors;

/// <summary>The made-up model outputs of the vectors.</summary>
public static class VectorLogits
{
    /// <summary>Softmax, in double precision, of the last rows of one item; columns beyond the vocabulary are cut off
    /// before.</summary>
    public static float[] Probabilities(JsonElement entry, int item, int rows, ITextTokenizer server)
    {
        var shape = VectorJson.Ints(entry.GetProperty("logits_shape"));
        var logits = Logits(entry, shape);
        var width = Math.Min(shape[2], server.VocabularySize);
        var result = new float[rows * width];
        for (var row = 0; row < rows; row++)
        {
            var from = ((item * shape[1]) + shape[1] - rows + row) * shape[2];
            Softmax(logits.AsSpan(from, width), result.AsSpan(row * width, width));
        }

        return result;
    }

    public static void Softmax(ReadOnlySpan<float> logits, Span<float> result)
    {
        var sum = 0.0;
        foreach (var logit in logits)
        {
            sum += Math.Exp(logit);
        }

        for (var i = 0; i < logits.Length; i++)
        {
            result[i] = (float)(Math.Exp(logits[i]) / sum);
        }
    }

    private static float[] Logits(JsonElement entry, int[] shape)
    {
        var formulas = VectorTokenizers.Folder.Formulas;
        var seed = entry.GetProperty("seed").GetInt64();
        if (!entry.TryGetProperty("logits_target", out _))
        {
            return formulas.Logits(seed, shape[0] * shape[1] * shape[2]);
        }

        // Tokens rolled left by one (the last wraps), clamped to the width.
        int[] targets = [.. entry.GetProperty("tokens").EnumerateArray().Select(VectorJson.Ints)
            .SelectMany(tokens => tokens[1..].Append(tokens[0])).Select(token => Math.Min(token, shape[2] - 1))];
        return formulas.Logits(seed, shape[0] * shape[1], shape[2], targets, entry.GetProperty("bonus_scale").GetDouble());
    }
}
