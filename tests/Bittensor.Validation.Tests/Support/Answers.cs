using Bittensor.Protocol;

namespace Bittensor.Validation.Tests;

/// <summary>Answers of a known loss.</summary>
internal static class Answers
{
    /// <summary>The first held-back token of every task of <see cref="FakeTasks"/>.</summary>
    public const int HeldBack = 7;

    /// <summary>Two phrases an item: the held-back token and another one, no floor; the loss is -ln(probability).</summary>
    public static TextCausalLMNext Next(TextCausalLMNext request, double probability, int other = 1) =>
        Next(request, Enumerable.Repeat(probability, request.Inputs!.Shape[0]), other);

    /// <summary>The same with a probability for each item.</summary>
    public static TextCausalLMNext Next(TextCausalLMNext request, IEnumerable<double> items, int other = 1)
    {
        var batch = request.Inputs!.Shape[0];
        int[] tokens = [.. Enumerable.Repeat<int[]>([HeldBack, other], batch).SelectMany(pair => pair)];
        float[] probabilities = [.. items.SelectMany(probability => (float[])[(float)probability, (float)(1 - probability)])];
        return new() { Phrases = new(batch, 2, tokens, [.. Enumerable.Range(0, (2 * batch) + 1)], probabilities, new float[batch]) };
    }

    /// <summary>One entry a position: token 7, with certainty, out of as many as were asked for.</summary>
    public static TextCausalLM Causal(TextCausalLM request)
    {
        var rows = request.Inputs!.Values.Length;
        int[] ids = [.. Enumerable.Range(0, rows).SelectMany(_ => Enumerable.Range(0, request.TopK).Select(k => k == 0 ? HeldBack : k == HeldBack ? 0 : k))];
        float[] probabilities = [.. Enumerable.Range(0, rows).SelectMany(_ => Enumerable.Range(0, request.TopK).Select(k => k == 0 ? 1f : 0f))];
        return new() { Distributions = new(rows, request.TopK, StandardVocabulary.Size, ids, probabilities) };
    }
}
