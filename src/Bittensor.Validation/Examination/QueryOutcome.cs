using Bittensor.Client;
using Bittensor.Protocol;

namespace Bittensor.Validation.Examination;

/// <summary>What one query of an axon came to.</summary>
/// <param name="ReturnCode">How it ended.</param>
/// <param name="Message">What was wrong, if anything was.</param>
/// <param name="Measured">What was measured; there if and only if the return code is Success.</param>
/// <param name="Fault">What went wrong in measuring, where nobody foresaw it.</param>
internal sealed record QueryOutcome(ReturnCode ReturnCode, string Message, MeasuredResponse? Measured, Exception? Fault = null)
{
    /// <summary>Measures an answer; one that does not hold what it should has its own return code.</summary>
    /// <remarks>An answer on which measuring itself breaks down counts as the axon's failure, with the fault for the log: otherwise
    /// its message would fail again and again, the axon would count as not asked, and keep its score by answering so.</remarks>
    public static QueryOutcome Of<T>(DendriteResponse<T> answer, Func<T, MeasuredResponse> measure)
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
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new(ReturnCode.UnknownException, $"The answer cannot be measured: {e.Message}", null, e);
        }
    }
}
