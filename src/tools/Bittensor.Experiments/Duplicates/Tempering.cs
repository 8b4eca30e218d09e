using Bittensor.Protocol;

namespace Bittensor.Experiments;

/// <summary>Sharpens or flattens answers: p^(1/T), normalized.</summary>
internal static class Tempering
{
    /// <summary>Changes the temperature of an answer to TextCausalLMNext.</summary>
    /// <param name="answer">Distributions over phrases.</param>
    /// <param name="temperature">T, above 0: below 1 is sharper, 1 the same, above 1 flatter.</param>
    public static PhraseDistributions Apply(PhraseDistributions answer, double temperature)
    {
        var probabilities = Array.ConvertAll(answer.Probabilities, value => Raised(value, temperature));
        var floors = Array.ConvertAll(answer.Floors, value => Raised(value, temperature));
        for (var item = 0; item < answer.Batch; item++)
        {
            var row = probabilities.AsSpan(item * answer.TopK, answer.TopK);
            var total = ProbabilityRow.Mass(row) + ((StandardVocabulary.Size - answer.TopK) * (double)floors[item]);
            foreach (ref var value in row)
            {
                value = (float)(value / total);
            }

            floors[item] = (float)(floors[item] / total);
        }

        return answer with { Probabilities = probabilities, Floors = floors };
    }

    private static float Raised(float probability, double temperature) => (float)Math.Pow(probability, 1 / temperature);
}
