namespace Bittensor.Protocol.Tests;

public class SynapseHeadersTests
{
    [Fact]
    public void Apply_HeadersOfTheSdk_WinOverTheBody()
    {
        var synapse = new TextCausalLM { Timeout = 12, Dendrite = new TerminalInfo { Hotkey = "body", Ip = "1.1.1.1" } };

        Apply(synapse, ("name", "TextCausalLM"), ("timeout", "2.5"), ("computed_body_hash", "ab"), ("bt_header_dendrite_hotkey", "5F"),
            ("bt_header_dendrite_nonce", "1700000000123456789"), ("bt_header_dendrite_process_time", "0.25"), ("bt_header_axon_port", "8091"));

        Assert.Equal((2.5, "ab"), (synapse.Timeout, synapse.ComputedBodyHash));
        Assert.Equal(("5F", "1.1.1.1", 1_700_000_000_123_456_789, 0.25), (synapse.Dendrite.Hotkey, synapse.Dendrite.Ip, synapse.Dendrite.Nonce, synapse.Dendrite.ProcessTime));
        Assert.Equal(8091, synapse.Axon!.Port);
    }

    [Fact]
    public void Apply_NoHeaders_ChangesNothing()
    {
        var synapse = new TextCausalLM { Timeout = 3 };

        Apply(synapse);

        Assert.Equal((3, null, null), (synapse.Timeout, synapse.Dendrite, synapse.Axon));
    }

    [Theory]
    [InlineData("name", "TextSeq2Seq")]
    [InlineData("timeout", "soon")]
    [InlineData("bt_header_dendrite_nonce", "1.5")]
    [InlineData("bt_header_dendrite_port", "99999999999")]
    public void Apply_HeaderIsWrong_GivesInvalidRequest(string name, string value)
    {
        var exception = Assert.Throws<SynapseException>(() => Apply(new TextCausalLM(), (name, value)));

        Assert.Equal(ReturnCode.InvalidRequest, exception.ReturnCode);
        Assert.Contains(value, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ApplyAnswer_OddHeader_IsLeftOut()
    {
        var axon = new TerminalInfo();

        SynapseHeaders.ApplyAnswer(axon, name => name switch { "bt_header_axon_status_code" => "many", "bt_header_axon_hotkey" => "5G", _ => null });

        Assert.Equal((null, "5G"), (axon.StatusCode, axon.Hotkey));
    }

    [Fact]
    public void ForAnswer_Axon_GivesItsFieldsAsAscii()
    {
        var headers = SynapseHeaders.ForAnswer("TextCausalLM", new TerminalInfo { StatusCode = 422, StatusMessage = "Grün\r\nX: y", ProcessTime = 0.5 });

        Assert.Equal(
            ["name=TextCausalLM", "bt_header_axon_status_code=422", "bt_header_axon_status_message=Gr?n??X: y", "bt_header_axon_process_time=0.5"],
            headers.Select(pair => $"{pair.Key}={pair.Value}"));
    }

    [Fact]
    public void Apply_WhatForRequestGave_IsTheSame()
    {
        var sent = new TextSeq2Seq { Timeout = 1.25, ComputedBodyHash = "cd", Dendrite = new TerminalInfo { Nonce = 7, Version = 10, Uuid = "u", Signature = "0x1" } };
        var headers = SynapseHeaders.ForRequest(sent).ToDictionary();
        var read = new TextSeq2Seq();

        SynapseHeaders.Apply(read, headers.GetValueOrDefault);

        Assert.Equal((1.25, "cd"), (read.Timeout, read.ComputedBodyHash));
        Assert.Equal((7, 10, "u", "0x1"), (read.Dendrite!.Nonce, read.Dendrite.Version, read.Dendrite.Uuid, read.Dendrite.Signature));
    }

    private static void Apply(Synapse synapse, params (string Name, string Value)[] headers) =>
        SynapseHeaders.Apply(synapse, name => headers.Where(header => header.Name == name).Select(header => header.Value).FirstOrDefault());
}
