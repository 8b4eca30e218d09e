using Bittensor.Protocol;

namespace Bittensor.Axon.Handlers.Text;

/// <summary>Refuses answers that would be too large before they are computed.</summary>
internal static class AnswerSize
{
    /// <summary>Requires that an answer is not too large.</summary>
    /// <param name="limit"><see cref="AxonOptions.MaxAnswerEntries"/>.</param>
    /// <param name="rows">Rows of the answer.</param>
    /// <param name="width">Numbers a row.</param>
    /// <exception cref="SynapseException">It is; <see cref="ReturnCode.InvalidRequest"/>.</exception>
    public static void Check(int limit, long rows, long width)
    {
        if (rows * width > limit)
        {
            throw new SynapseException(
                ReturnCode.InvalidRequest,
                $"The answer would have {rows} rows of {width} numbers; expected at most {limit} numbers in all.");
        }
    }
}
