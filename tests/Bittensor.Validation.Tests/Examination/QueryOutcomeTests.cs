using Bittensor.Client;
using Bittensor.Protocol;
using Bittensor.Validation.Examination;

namespace Bittensor.Validation.Tests;

public class QueryOutcomeTests
{
    private static readonly DendriteResponse<TextCausalLMNext> Answer = new(new(), ReturnCode.Success, "", TimeSpan.FromSeconds(1), 10);

    [Fact]
    public void Of_AnswerBreaksItsContract_HasThatReturnCode()
    {
        var outcome = QueryOutcome.Of(Answer, _ => throw new SynapseException(ReturnCode.InvalidResponse, "why"));

        Assert.Equal(new(ReturnCode.InvalidResponse, "why", null), outcome);
    }

    [Fact] // otherwise its message would fail for ever, and the axon would keep its score
    public void Of_MeasuringBreaksDown_IsTheAxonsFailure()
    {
        var fault = new DivideByZeroException("why");

        var outcome = QueryOutcome.Of(Answer, _ => throw fault);

        Assert.Equal((ReturnCode.UnknownException, null), (outcome.ReturnCode, outcome.Measured));
        Assert.Same(fault, outcome.Fault);
    }

    [Fact]
    public void Of_AppStops_IsNobodysFailure() => Assert.Throws<OperationCanceledException>(
        () => QueryOutcome.Of(Answer, _ => throw new OperationCanceledException()));
}
