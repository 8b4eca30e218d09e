using Bittensor.Engine;
using Bittensor.Protocol;

namespace Bittensor.Axon.Tests;

public class EngineErrorsTests
{
    [Theory] // what callers were told before the engine had errors of its own
    [InlineData(EngineFault.NoTokens, ReturnCode.EmptyRequest)]
    [InlineData(EngineFault.UnknownToken, ReturnCode.InvalidRequest)]
    [InlineData(EngineFault.ContextExceeded, ReturnCode.InvalidRequest)]
    [InlineData(EngineFault.TooManyTokens, ReturnCode.InvalidRequest)]
    [InlineData(EngineFault.ContradictoryOptions, ReturnCode.InvalidRequest)]
    [InlineData(EngineFault.QueueFull, ReturnCode.NucleusFull)]
    [InlineData(EngineFault.TimedOut, ReturnCode.NucleusTimeout)]
    [InlineData(EngineFault.NotReady, ReturnCode.Unavailable)]
    [InlineData(EngineFault.NoHiddenStates, ReturnCode.NotImplemented)]
    [InlineData(EngineFault.NotFinite, ReturnCode.InvalidResponse)]
    [InlineData(EngineFault.GraphFailed, ReturnCode.UnknownException)]
    public void ToSynapseException_EachFault_HasItsCodeAndTheSameMessage(EngineFault fault, ReturnCode expected)
    {
        var translated = EngineErrors.ToSynapseException(new EngineException(fault, "what was found"));

        Assert.Equal(expected, translated.ReturnCode);
        Assert.Equal("what was found", translated.Message);
    }

    [Fact]
    public void StandardVocabulary_OfProtocol_IsThatOfTheTokenizer()
    {
        var standard = Tokenization.StandardTokenizer.Instance;

        Assert.Equal(StandardVocabulary.Size, standard.VocabularySize);
        Assert.Equal(StandardVocabulary.EndOfText, standard.Special.Eos);
    }
}
