using Bittensor.Axon.BlobModels;

namespace Bittensor.Axon.Tests.BlobModels;

public class BlobPrefixTests
{
    [Theory]
    [InlineData("models/small", null, "models", "small/", "small")]
    [InlineData("/models/text/small/", null, "models", "text/small/", "small")]
    [InlineData("models", null, "models", "", "models")]
    [InlineData("https://account.blob.core.windows.net/models/small", "https://account.blob.core.windows.net/models", "models", "small/", "small")]
    [InlineData("https://account.blob.core.windows.net/models/", "https://account.blob.core.windows.net/models", "models", "", "models")]
    [InlineData("http://127.0.0.1:10000/devstoreaccount1/models/small", "http://127.0.0.1:10000/devstoreaccount1/models", "models", "small/", "small")]
    public void TryParse_Place_HasItsParts(string text, string? uri, string container, string prefix, string name)
    {
        var place = BlobPrefix.TryParse(text)!;

        Assert.Equal((uri, container, prefix, name), (place.ContainerUri?.AbsoluteUri, place.Container, place.Prefix, place.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("models//small")]
    [InlineData("models/../other")]
    [InlineData("http://account.blob.core.windows.net/models/small")]
    [InlineData("ftp://account/models")]
    [InlineData("https://account.blob.core.windows.net/")]
    public void TryParse_NoPlace_IsNull(string text) => Assert.Null(BlobPrefix.TryParse(text));

    [Fact]
    public void ToString_UrlWithSignature_DoesNotTellIt() => Assert.Equal(
        "https://account.blob.core.windows.net/models/small",
        BlobPrefix.TryParse("https://account.blob.core.windows.net/models/small?sv=2024-01-01&sig=secret")!.ToString());
}
