using System.Text;
using System.Text.Json;

namespace Bittensor.Protocol.Tests;

public class SynapseProblemTests
{
    [Fact]
    public void ToJson_Problem_HasTheFieldsOfRfc9457AndTheSdk()
    {
        using var json = JsonDocument.Parse(SynapseProblem.For(ReturnCode.InvalidRequest, "topk is 0; expected 1 to 50257.").ToJson());

        var text = json.RootElement.EnumerateObject().ToDictionary(field => field.Name, field => field.Value.ToString());
        Assert.Equal("urn:bittensor:InvalidRequest", text["type"]);
        Assert.Equal("A value of the request is not allowed", text["title"]);
        Assert.Equal("422", text["status"]);
        Assert.Equal("topk is 0; expected 1 to 50257.", text["detail"]);
        Assert.Equal("InvalidRequest", text["returnCode"]);
        Assert.Equal("InvalidRequest: topk is 0; expected 1 to 50257.", text["message"]);
    }

    [Fact]
    public void For_EveryCode_HasATitleOfItsOwn()
    {
        var titles = Enum.GetValues<ReturnCode>().Where(code => code is not ReturnCode.Success).Select(code => SynapseProblem.For(code, "").Title);

        Assert.Equal(17, titles.Distinct().Count());
    }

    [Fact]
    public void Refusals_BeforeASynapseIsRead_HaveHttpsOwnStatus()
    {
        Assert.Equal((404, "NotImplemented"), Facts(SynapseProblem.UnknownSynapse("X", ["TextCausalLM"])));
        Assert.Equal((413, "InvalidRequest"), Facts(SynapseProblem.BodyTooLarge(10)));
        Assert.Equal((415, "RequestIncompatibleVersion"), Facts(SynapseProblem.UnknownContentType(null)));

        static (int?, string?) Facts(SynapseProblem problem) => (problem.Status, problem.ReturnCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("<html>")]
    [InlineData("""{"status":"x"}""")]
    public void TryRead_NoProblem_GivesNull(string body) => Assert.Null(SynapseProblem.TryRead(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void TryRead_WhatToJsonWrote_IsTheSame()
    {
        var problem = SynapseProblem.UnknownSynapse("X", ["A", "B"]);

        Assert.Equal(problem, SynapseProblem.TryRead(problem.ToJson()));
    }
}
