using Bittensor.Functions.Validator.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace Bittensor.Validation.Tests;

public class AdminGateTests
{
    [Theory]
    [InlineData("secret", "secret", null)]
    [InlineData("secret", "Secret", 401)]
    [InlineData("secret", "", 401)]
    [InlineData("secret", null, 401)]
    [InlineData(null, "secret", 403)]
    [InlineData("", "", 403)]
    public void Refuse_Key_LetsOnlyTheRightOnePass(string? key, string? sent, int? expected)
    {
        var request = new DefaultHttpContext().Request;
        if (sent is not null)
        {
            request.Headers[AdminGate.Header] = sent;
        }

        Assert.Equal(expected, (new AdminGate(Options.Create(new ValidatorOptions { AdminKey = key })).Refuse(request) as ContentResult)?.StatusCode);
    }

    [Fact]
    public void Refuse_KeySentTwice_IsRefused()
    {
        var request = new DefaultHttpContext().Request;
        request.Headers[AdminGate.Header] = new(["secret", "secret"]);

        Assert.NotNull(new AdminGate(Options.Create(new ValidatorOptions { AdminKey = "secret" })).Refuse(request));
    }
}
