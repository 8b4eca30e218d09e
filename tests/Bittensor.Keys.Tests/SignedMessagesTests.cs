namespace Bittensor.Keys.Tests;

public sealed class SignedMessagesTests : IDisposable
{
    private const string Uuid = "88611e90-059c-11f0-a1b3-5eb2e06b4058";
    private const string Hash = "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a";
    private const long Nonce = 1764000001234567891;
    private readonly Keypair _dendrite = Keypair.Generate(), _axon = Keypair.Generate();

    public void Dispose()
    {
        _dendrite.Dispose();
        _axon.Dispose();
    }

    [Fact]
    public void ToString_RequestAndAnswer_IsTextOfTheSdk()
    {
        Assert.Equal($"{Nonce}.{_dendrite.Hotkey.Address}.{_axon.Hotkey.Address}.{Uuid}.{Hash}", Request().ToString());
        Assert.Equal($"{Nonce}.{_dendrite.Hotkey.Address}.{_axon.Hotkey.Address}.{Uuid}", Answer().ToString());
    }

    [Fact]
    public void Verify_SignedByDendrite_IsAcceptedAsTextToo()
    {
        var signature = Request().Sign(_dendrite);

        Assert.True(Request().Verify(signature, out var fault));
        Assert.Equal(KeyFault.None, fault);
        Assert.True(_dendrite.Hotkey.Verify(Request().ToString(), signature, out _));
        Assert.True(Request().Verify(_dendrite.Sign($"<Bytes>{Request()}</Bytes>"), out _));
    }

    [Fact]
    public void Verify_SignedByAxon_IsAcceptedAsTextToo()
    {
        var signature = Answer().Sign(_axon);

        Assert.True(Answer().Verify(signature, out _));
        Assert.True(_axon.Hotkey.Verify(Answer().ToString(), signature, out _));
    }

    [Fact]
    public void Verify_AnyPartChanged_IsRefused()
    {
        var signature = Request().Sign(_dendrite);
        using var other = Keypair.Generate();
        RequestMessage[] changed =
        [
            Request() with { Nonce = Nonce + 1 }, Request() with { Dendrite = other.Hotkey },
            Request() with { Axon = other.Hotkey }, Request() with { Uuid = Uuid.Replace('8', '9') },
            Request() with { BodyHash = Hash.Replace('a', 'b') },
            Request() with { Dendrite = _axon.Hotkey, Axon = _dendrite.Hotkey },
        ];

        Assert.All(changed, message =>
        {
            Assert.False(message.Verify(signature, out var fault));
            Assert.Equal(KeyFault.SignatureMismatch, fault);
        });
    }

    [Theory] // "a.b" and the hash "c" would read as "a" and the hash "b.c"
    [InlineData("a.b", Hash)]
    [InlineData("", Hash)]
    [InlineData(null, Hash)]
    [InlineData("a b", Hash)]
    [InlineData("ü", Hash)]
    [InlineData("a", "")]
    [InlineData("a", null)]
    [InlineData("a", "A7FFC6F8BF1ED76651C14756A061D662F580FF4DE43B49FA82D80A4B80F8434A")]
    [InlineData("a", "b.a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a")]
    public void Verify_PartWithoutItsForm_IsRefusedThoughSigned(string? uuid, string? hash)
    {
        var message = Request() with { Uuid = uuid!, BodyHash = hash! };
        string[] texts = [message.ToString(), $"{Nonce}.{_dendrite.Hotkey}.{_axon.Hotkey}.{uuid}"];

        Assert.All(texts, text =>
        {
            Assert.False(message.Verify(_dendrite.Sign(text), out var fault));
            Assert.Equal(KeyFault.MessageMalformed, fault);
        });
        Assert.Equal(KeyFault.MessageMalformed, Assert.Throws<KeyException>(() => message.Sign(_dendrite)).Fault);
    }

    [Fact]
    public void Verify_UuidTooLongOrNonceNegative_IsRefused()
    {
        Assert.False((Request() with { Uuid = new string('a', 65) }).Verify(null, out var uuidFault));
        Assert.False((Request() with { Nonce = -1 }).Verify(null, out var nonceFault));
        Assert.False((Answer() with { Uuid = new string('a', 65) }).Verify(null, out var answerFault));

        Assert.All([uuidFault, nonceFault, answerFault], fault => Assert.Equal(KeyFault.MessageMalformed, fault));
    }

    [Fact] // the longest of everything still fits
    public void Verify_LongestParts_IsAccepted()
    {
        var message = Request() with { Nonce = long.MaxValue, Uuid = new string('a', 64) };
        Assert.True(message.Verify(message.Sign(_dendrite), out _));
    }

    [Fact]
    public void Verify_Request_AllocatesNextToNothing()
    {
        var message = Request();
        var signature = message.Sign(_dendrite);
        message.Verify(signature, out _);

        var before = GC.GetAllocatedBytesForCurrentThread();
        message.Verify(signature, out _);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 24); // code not yet optimized boxes the nonce
    }

    [Fact] // neither a project nor a package with code of its own
    public void Library_References_AreOfTheSystemOnly() => Assert.All(
        typeof(Hotkey).Assembly.GetReferencedAssemblies(),
        reference => Assert.StartsWith("System.", reference.Name, StringComparison.Ordinal));

    [Fact]
    public void Sign_KeypairOfAnother_Throws()
    {
        Assert.Throws<ArgumentException>(() => Request().Sign(_axon));
        Assert.Throws<ArgumentException>(() => Answer().Sign(_dendrite));
    }

    private RequestMessage Request() => new(Nonce, _dendrite.Hotkey, _axon.Hotkey, Uuid, Hash);

    private AnswerMessage Answer() => new(Nonce, _dendrite.Hotkey, _axon.Hotkey, Uuid);
}
