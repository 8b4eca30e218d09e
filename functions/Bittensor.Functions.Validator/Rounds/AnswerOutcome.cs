using Bittensor.Dendrite;
using Bittensor.Protocol;
using Bittensor.Scoring;

namespace Bittensor.Functions.Validator;

/// <summary>What one query of an axon came to.</summary>
/// <param name="ReturnCode">How it ended.</param>
/// <param name="Message">What was wrong, if anything was.</param>
/// <param name="Losses">What was measured; there if and only if the return code is Success.</param>
internal sealed record AnswerOutcome(ReturnCode ReturnCode, string Message, LossMeasures? Losses)
{
    /// <summary>Measures an answer; one that does not hold what it should has its own return code.</summary>
    public static AnswerOutcome Of<T>(DendriteAnswer<T> answer, Func<T, LossMeasures> measure)
        where T : Synapse
    {
        if (!answer.IsSuccess)
        {
            return new(answer.ReturnCode, answer.Message, null);
        }

        try
        {
            return new(ReturnCode.Success, "", measure(answer.Synapse));
        }
        catch (SynapseException e)
        {
            return new(e.ReturnCode, e.Message, null);
        }
    }
}
