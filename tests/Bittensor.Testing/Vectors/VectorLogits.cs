using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Bittensor.Tokenization;

namespace Bittensor.Testing.Vectors;

/// <summary>The made-up model outputs of the vectors.</summary>
public static partial class VectorLogits
{
    /// <summary>Logits that a text describes, such as "logits(seed,[3,601]); row 2 multiplied by 3 (float32)".</summary>
    /// <param name="formula">The text.</param>
    /// <param name="entry">Where "seed" is, if the text names no number.</param>
    /// <returns>Row-major values, shape [B,V], and both lengths.</returns>
    public static (float[] Logits, int Batch, int Width) OfFormula(string formula, JsonElement entry)
    {
        var match = Formula().Match(formula);
        var (batch, width) = (Number(match.Groups["batch"]), Number(match.Groups["width"]));
        var seed = match.Groups["seed"].Value == "seed" ? entry.GetProperty("seed").GetInt64() : Number(match.Groups["seed"]);
        var logits = VectorTokenizers.Folder.Formulas.Logits(seed, batch * width);
        if (match.Groups["row"].Success)
        {
            foreach (ref var logit in logits.AsSpan(Number(match.Groups["row"]) * width, width))
            {
                logit *= Number(match.Groups["factor"]);
            }
        }

        return (logits, batch, width);
    }

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

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^logits\((?<seed>seed|\d+),\[(?<batch>\d+),(?<width>\d+)\]\)(; row (?<row>\d+) multiplied by (?<factor>\d+) \(float32\))?$")]
    private static partial Regex Formula();

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
