namespace Bittensor.Protocol.Tests;

public class SynapseInputChecksTests
{
    [Fact]
    public void Check_InputsOrText_Passes()
    {
        SynapseInputChecks.Check(new TextCausalLM { Inputs = Tensor([0, 50256], 1, 2) });
        SynapseInputChecks.Check(new TextCausalLM { Inputs = Tensor([1, 2, 3, 4], 2, 2), Mask = Tensor([0, 1, 1, 0], 2, 2) });
        SynapseInputChecks.Check(new TextCausalLM { Text = ["a", " "] });
    }

    [Fact]
    public void Check_NothingThere_GivesEmptyRequest()
    {
        Assert.Equal(ReturnCode.EmptyRequest, Code(new TextCausalLM()));
        Assert.Equal(ReturnCode.EmptyRequest, Code(new TextCausalLM { Text = [] }));
        Assert.Equal(ReturnCode.EmptyRequest, Code(new TextCausalLM { Text = ["a", ""] }));
        Assert.Equal(ReturnCode.EmptyRequest, Code(new TextCausalLM { Text = ["a", null!] }));
        Assert.Equal(ReturnCode.EmptyRequest, Code(new TextCausalLM { Inputs = Tensor([], 0) }));
        Assert.Equal(ReturnCode.EmptyRequest, Code(new TextCausalLM { Inputs = Tensor([], 3, 0) }));
        Assert.Equal(ReturnCode.EmptyRequest, Code(new TextCausalLM { Inputs = Tensor([1, 2], 1, 2), Mask = Tensor([0, 0], 1, 2) }));
    }

    [Fact]
    public void Check_WrongShape_GivesRequestShapeException()
    {
        Assert.Equal(ReturnCode.RequestShapeException, Code(new TextCausalLM { Inputs = Tensor([1, 2], 2) }));
        Assert.Equal(ReturnCode.RequestShapeException, Code(new TextCausalLM { Inputs = Tensor([1], []) }));
        Assert.Equal(ReturnCode.RequestShapeException, Code(new TextCausalLM { Inputs = Tensor([1, 2], 1, 2), Mask = Tensor([1, 1], 2, 1) }));
    }

    [Fact]
    public void Check_ValueNotAllowed_GivesInvalidRequest()
    {
        Assert.Equal(ReturnCode.InvalidRequest, Code(new TextCausalLM { Inputs = Tensor([-1], 1, 1) }));
        Assert.Equal(ReturnCode.InvalidRequest, Code(new TextCausalLM { Inputs = Tensor([1], 1, 1), Text = ["a"] }));
        Assert.Equal(ReturnCode.InvalidRequest, Code(new TextCausalLM { Text = ["a"], Mask = Tensor([1], 1, 1) }));
        Assert.Equal(ReturnCode.InvalidRequest, Code(new TextCausalLM { Inputs = Tensor([1, 1], 1, 2), Mask = Tensor([1, 2], 1, 2) }));
        Assert.Equal(ReturnCode.InvalidRequest, Code(new TextCausalLM { Inputs = Tensor([1, 1, 1], 1, 3), Mask = Tensor([1, 0, 1], 1, 3) }));
        Assert.Equal(ReturnCode.InvalidRequest, Code(new TextCausalLM { Text = ["a"], TopK = 0 }));
        Assert.Equal(ReturnCode.InvalidRequest, Code(new TextCausalLM { Text = ["a"], TopK = 50258 }));
        Assert.Equal(ReturnCode.InvalidRequest, Code(new TextSeq2Seq { Text = ["a"], TopP = double.NaN }));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(3601)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Check_TimeoutOutsideItsRange_GivesInvalidRequest(double timeout) =>
        Assert.Equal(ReturnCode.InvalidRequest, Code(new TextCausalLM { Text = ["a"], Timeout = timeout }));

    [Fact]
    public void Check_IdOutsideTheVocabulary_NamesPlaceAndValue()
    {
        var exception = Assert.Throws<SynapseException>(() => SynapseInputChecks.Check(new TextCausalLM { Inputs = Tensor([1, 2, 3, 50257], 2, 2) }));

        Assert.Equal("inputs[1][1] is 50257; expected 0 to 50256.", exception.Message);
    }

    private static WireTensor<long> Tensor(long[] values, params int[] shape) => new(values, shape);

    private static ReturnCode Code(Synapse synapse) => Assert.Throws<SynapseException>(() => SynapseInputChecks.Check(synapse)).ReturnCode;
}
