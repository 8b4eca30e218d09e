namespace Bittensor.Protocol.Tests;

public class ReturnCodesTests
{
    [Theory]
    [InlineData(ReturnCode.Success, 200)]
    [InlineData(ReturnCode.Timeout, 408)]
    [InlineData(ReturnCode.Unavailable, 503)]
    [InlineData(ReturnCode.NotImplemented, 501)]
    [InlineData(ReturnCode.EmptyRequest, 400)]
    [InlineData(ReturnCode.EmptyResponse, 500)]
    [InlineData(ReturnCode.InvalidRequest, 422)]
    [InlineData(ReturnCode.InvalidResponse, 500)]
    [InlineData(ReturnCode.RequestShapeException, 422)]
    [InlineData(ReturnCode.ResponseShapeException, 500)]
    [InlineData(ReturnCode.RequestDeserializationException, 400)]
    [InlineData(ReturnCode.ResponseDeserializationException, 500)]
    [InlineData(ReturnCode.NucleusTimeout, 504)]
    [InlineData(ReturnCode.NucleusFull, 429)]
    [InlineData(ReturnCode.RequestIncompatibleVersion, 415)]
    [InlineData(ReturnCode.SenderUnknown, 403)]
    [InlineData(ReturnCode.Unauthenticated, 401)]
    [InlineData(ReturnCode.UnknownException, 500)]
    public void ToHttpStatus_Code_HasOneStatus(ReturnCode code, int expected) => Assert.Equal(expected, ReturnCodes.ToHttpStatus(code));

    [Theory]
    [InlineData(200, ReturnCode.Success)]
    [InlineData(302, ReturnCode.UnknownException)]
    [InlineData(400, ReturnCode.RequestDeserializationException)]
    [InlineData(401, ReturnCode.Unauthenticated)]
    [InlineData(403, ReturnCode.SenderUnknown)]
    [InlineData(404, ReturnCode.NotImplemented)]
    [InlineData(408, ReturnCode.Timeout)]
    [InlineData(413, ReturnCode.InvalidRequest)]
    [InlineData(415, ReturnCode.RequestIncompatibleVersion)]
    [InlineData(422, ReturnCode.InvalidRequest)]
    [InlineData(429, ReturnCode.NucleusFull)]
    [InlineData(500, ReturnCode.UnknownException)]
    [InlineData(501, ReturnCode.NotImplemented)]
    [InlineData(502, ReturnCode.Unavailable)]
    [InlineData(503, ReturnCode.Unavailable)]
    [InlineData(504, ReturnCode.NucleusTimeout)]
    [InlineData(-1, ReturnCode.UnknownException)]
    public void FromHttpStatus_BareStatus_GivesACode(int status, ReturnCode expected) => Assert.Equal(expected, ReturnCodes.FromHttpStatus(status));

    [Theory]
    [InlineData("NucleusFull: 8 wait: later", ReturnCode.NucleusFull, "8 wait: later")]
    [InlineData("Success", ReturnCode.Success, "")]
    [InlineData("nucleusfull: no", null, "nucleusfull: no")]
    [InlineData("14: no", null, "14: no")]
    [InlineData(null, null, "")]
    public void SplitStatusMessage_Message_GivesCodeAndDetail(string? message, ReturnCode? code, string detail) =>
        Assert.Equal((code, detail), ReturnCodes.SplitStatusMessage(message));

    [Fact]
    public void SplitStatusMessage_EveryCode_ReadsWhatWasWritten() => Assert.All(
        Enum.GetValues<ReturnCode>(),
        code => Assert.Equal((code, "why: so"), ReturnCodes.SplitStatusMessage(ReturnCodes.ToStatusMessage(code, "why: so"))));
}
