using Bittensor.LocalNetwork.SimulatedAxons.Answers;
using Bittensor.LocalNetwork.SimulatedAxons.Behaviours;
using Bittensor.LocalNetwork.SimulatedAxons.Population;
using Bittensor.Protocol;
using Bittensor.Validation.Examination;

namespace Bittensor.LocalNetwork.Tests.SimulatedAxons.Behaviours;

public sealed class TamperingTests
{
    private static readonly TextCausalLMNext Request = new() { Inputs = Support.Inputs(Support.Pieces(count: 4, tokens: 18), 16), TopK = 8 };

    public static TheoryData<Func<PhraseDistributions, PhraseDistributions>, ReturnCode> Ways => new()
    {
        { Tampering.MassOverOne, ReturnCode.InvalidResponse },
        { Tampering.ProbabilityOverOne, ReturnCode.InvalidResponse },
        { Tampering.Negative, ReturnCode.InvalidResponse },
        { Tampering.NotANumber, ReturnCode.InvalidResponse },
        { Tampering.IdOutOfRange, ReturnCode.InvalidResponse },
        { Tampering.OtherBatch, ReturnCode.ResponseShapeException },
    };

    [Theory]
    [MemberData(nameof(Ways), DisableDiscoveryEnumeration = true)]
    public void Change_HonestAnswer_IsRefusedByTheValidatorsCheck(Func<PhraseDistributions, PhraseDistributions> change, ReturnCode expected)
    {
        var honest = SimulatedModel.Answer(SimulatedNetwork.Of(1, 1).Axons[0], TaskBatch.Of(Request.Inputs!, Support.Text), Request.TopK);
        Assert.Same(honest.Phrases, ResponseCheck.Phrases(honest, Request));

        var fault = Assert.Throws<SynapseException>(() => ResponseCheck.Phrases(new() { Phrases = change(honest.Phrases!) }, Request));

        Assert.Equal(expected, fault.ReturnCode);
    }
}
