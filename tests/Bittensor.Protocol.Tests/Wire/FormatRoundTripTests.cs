using Bittensor.Protocol.Wire;

namespace Bittensor.Protocol.Tests.Wire;

public class FormatRoundTripTests
{
    public static TheoryData<string> ContentTypes => new("application/json", "application/vnd.bittensor.synapse");

    [Theory, MemberData(nameof(ContentTypes))]
    public void Read_WhatWasWritten_GivesTextCausalLM(string contentType)
    {
        var format = SynapseFormats.ForContentType(contentType)!;
        var sent = Samples.TextCausalLM();

        var read = format.Read<TextCausalLM>(format.Write(sent));

        Assert.Equal(3.5, read.Timeout);
        Assert.Equal(2, read.TopK);
        Assert.Equal(sent.Inputs!.Values, read.Inputs!.Values);
        Assert.Equal([2, 3], read.Inputs.Shape);
        Assert.Equal(sent.Mask!.Values, read.Mask!.Values);
        Assert.Equal(1_700_000_000_123_456_789, read.Dendrite!.Nonce);
        Assert.Equal("Success", read.Axon!.StatusMessage);
        Assert.Equal((6, 2, 50257), (read.Distributions!.Rows, read.Distributions.TopK, read.Distributions.VocabularySize));
        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 50256], read.Distributions.Ids);
        Assert.Equal([.5f, .25f, .5f, .25f, .5f, .25f, .5f, .25f, .5f, .25f, 1f, 0f], read.Distributions.Probabilities);
    }

    [Theory, MemberData(nameof(ContentTypes))]
    public void Read_WhatWasWritten_GivesTextCausalLMNext(string contentType)
    {
        var format = SynapseFormats.ForContentType(contentType)!;

        var read = format.Read<TextCausalLMNext>(format.Write(Samples.TextCausalLMNext())).Phrases!;

        Assert.Equal((2, 3), (read.Batch, read.TopK));
        Assert.Equal([10, 11, 12, 13, 14, 15, 16], read.Tokens);
        Assert.Equal([0, 1, 3, 3, 4, 6, 7], read.Offsets);
        Assert.Equal([.5f, .2f, .1f, .4f, .3f, .2f], read.Probabilities);
        Assert.Equal([1e-6f, 2e-6f], read.Floors);
    }

    [Theory, MemberData(nameof(ContentTypes))]
    public void Read_WhatWasWritten_GivesTextSeq2SeqAndHiddenStates(string contentType)
    {
        var format = SynapseFormats.ForContentType(contentType)!;
        var states = new TextLastHiddenState { HiddenStates = new WireTensor<float>([-1.5f, 2, 3, 4], 1, 2, 2) };
        var generated = new TextSeq2Seq
        {
            Text = ["Grüße \"<&>\" 🙂\n"], Seed = long.MaxValue, Temperature = 0.1, EarlyStopping = true,
            GeneratedText = ["a", ""], GeneratedIds = new WireTensor<long>([], 2, 0),
        };

        var readStates = format.Read<TextLastHiddenState>(format.Write(states));
        var read = format.Read<TextSeq2Seq>(format.Write(generated));

        Assert.Equal([-1.5f, 2, 3, 4], readStates.HiddenStates!.Values);
        Assert.Equal([1, 2, 2], readStates.HiddenStates.Shape);
        Assert.Equal(["Grüße \"<&>\" 🙂\n"], read.Text!);
        Assert.Equal(long.MaxValue, read.Seed);
        Assert.Equal(0.1, read.Temperature);
        Assert.True(read.EarlyStopping);
        Assert.Equal(["a", ""], read.GeneratedText!);
        Assert.Equal([2, 0], read.GeneratedIds!.Shape);
    }

    [Theory, MemberData(nameof(ContentTypes))]
    public void Write_AfterClearRequest_KeepsTheShapeOfTheAnswer(string contentType)
    {
        var format = SynapseFormats.ForContentType(contentType)!;
        var answer = Samples.TextCausalLM();
        answer.ClearRequest();

        var read = format.Read<TextCausalLM>(format.Write(answer), MessageKind.Answer);

        Assert.Null(read.Inputs);
        Assert.Equal(6, read.Distributions!.Rows);
        Assert.True(contentType != "application/json" || read.TopKIds!.Shape.AsSpan().SequenceEqual([2, 3, 2]));
    }
}
