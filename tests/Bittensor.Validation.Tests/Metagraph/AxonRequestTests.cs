using System.Text;
using Bittensor.Validation.Metagraph;

namespace Bittensor.Validation.Tests;

public class AxonRequestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Check_AllFields_AreTaken()
    {
        var wanted = (await Read("""{"hotkey":"k","url":"https://axon.test:8080/a","name":"n","stake":1.5,"uid":7,"other":1}""")).Check();

        Assert.Equal(("k", "https://axon.test:8080/a", "n", 1.5, 7), (wanted.Hotkey, wanted.Url.AbsoluteUri, wanted.Profile.Name, wanted.Stake, wanted.Uid));
    }

    [Theory]
    [InlineData("""{"url":"http://a"}""", "hotkey")]
    [InlineData("""{"hotkey":"","url":"http://a"}""", "hotkey")]
    [InlineData("""{"hotkey":"k"}""", "url")]
    [InlineData("""{"hotkey":"k","url":"ftp://a"}""", "url")]
    [InlineData("""{"hotkey":"k","url":"/a"}""", "url")]
    [InlineData("""{"hotkey":"k","url":"file:///etc/passwd"}""", "url")]
    [InlineData("""{"hotkey":"k","url":"http://a","stake":-1}""", "stake")]
    [InlineData("""{"hotkey":"k","url":"http://a","uid":65536}""", "uid")]
    [InlineData("""{"hotkey":"k","url":"http://a","uid":-1}""", "uid")]
    [InlineData("""{"hotkey":1}""", "hotkey")]
    [InlineData("null", "null")]
    [InlineData("", "JSON")]
    [InlineData("[]", "JSON")]
    [InlineData("{", "JSON")]
    public async Task Check_Bad_NamesField(string body, string field) => Assert.Contains(
        field, (await Assert.ThrowsAsync<AxonRequestException>(async () => (await Read(body)).Check())).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Read_LongBody_IsRefused() =>
        Assert.Contains("bytes", (await Assert.ThrowsAsync<AxonRequestException>(() => Read(new string(' ', 100_000)))).Message, StringComparison.Ordinal);

    private static Task<AxonRequest> Read(string body) => AxonRequest.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(body)), Token);
}
