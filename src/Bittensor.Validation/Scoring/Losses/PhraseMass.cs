using Bittensor.Protocol;

namespace Bittensor.Validation.Scoring.Losses;

/// <summary>What the probabilities of a TextCausalLMNext answer are clamped to and divided by.</summary>
internal static class PhraseMass
{
    /// <summary>A value of the wire, between 0 and 1; NaN stays NaN.</summary>
    public static double ToProbability(float value) => Math.Clamp((double)value, 0, 1);

    /// <summary>Sum of an item's probabilities and of the floors of all tokens that it does not list.</summary>
    /// <param name="answer">B distributions over phrases.</param>
    /// <param name="item">Item of the batch, 0 to B - 1.</param>
    /// <param name="vocabularySize">Tokens over which the probabilities are normalized.</param>
    public static double Total(PhraseDistributions answer, int item, int vocabularySize = StandardVocabulary.Size)
    {
        var listed = 0d;
        foreach (var probability in answer.ProbabilitiesOf(item))
        {
            listed += ToProbability(probability);
        }

        return listed + (Math.Max(0, vocabularySize - answer.TopK) * ToProbability(answer.Floors[item]));
    }
}
