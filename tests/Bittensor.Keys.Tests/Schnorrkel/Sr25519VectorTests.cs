using Bittensor.Keys.Schnorrkel;

namespace Bittensor.Keys.Tests.Schnorrkel;

public class Sr25519VectorTests
{
    public static TheoryData<int> Valid => SignatureVectors.Numbers("valid");

    public static TheoryData<int> Invalid => SignatureVectors.Numbers("invalid");

    public static TheoryData<int> Edge => SignatureVectors.Numbers("edge");

    public static TheoryData<int> Keypairs => SignatureVectors.Numbers("keypairs");

    public static TheoryData<int> Transcripts => SignatureVectors.Numbers("transcripts");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Valid))]
    public void Verify_Valid_Accepts(int number)
    {
        var entry = SignatureVectors.Entry("valid", number);
        var hotkey = new Hotkey(entry.Bytes("publicKey"));

        Assert.True(hotkey.Verify(entry.Bytes("message"), entry.Text("signature"), out var fault), $"{fault}");
        Assert.Equal(entry.Text("ss58"), hotkey.Address);
        if (entry.GetProperty("text").GetString() is { } text)
        {
            Assert.True(hotkey.Verify(text, entry.Text("signature"), out _));
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Invalid))]
    public void Verify_Invalid_Refuses(int number)
    {
        var entry = SignatureVectors.Entry("invalid", number);
        var publicKey = entry.Bytes("publicKey");

        Assert.NotEqual(
            KeyFault.None, Sr25519.Verify(publicKey, entry.Bytes("message"), entry.Bytes("signature")));
        if (publicKey.Length == Hotkey.Size)
        {
            Assert.False(new Hotkey(publicKey).Verify(entry.Bytes("message"), entry.Text("signature"), out var fault));
            Assert.NotEqual(KeyFault.None, fault);
        }
        else
        {
            Assert.Equal(KeyFault.KeyMalformed, Assert.Throws<KeyException>(() => new Hotkey(publicKey)).Fault);
        }
    }

    [Theory(SkipTestWithoutData = true)] // schnorrkel accepts the identity as a public key, and then everybody can sign
    [MemberData(nameof(Edge))]
    public void Verify_IdentityAsKey_Refuses(int number)
    {
        var entry = SignatureVectors.Entry("edge", number);

        Assert.Equal(
            KeyFault.KeyIsIdentity,
            Sr25519.Verify(entry.Bytes("publicKey"), entry.Bytes("message"), entry.Bytes("signature")));
        Assert.False(Hotkey.TryParse(entry.Text("ss58"), out _, out var fault));
        Assert.Equal(KeyFault.KeyIsIdentity, fault);
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Keypairs))]
    public void Keypair_SecretOfEveryForm_HasKnownAddressAndSigns(int number)
    {
        var entry = SignatureVectors.Entry("keypairs", number);
        var secretKey = entry.Bytes("secretKey");
        var divided = secretKey.ToArray();
        Sr25519.DivideByCofactor(divided.AsSpan(0, Hotkey.Size));
        List<Keypair> keypairs = [Keypair.FromEd25519SecretKey(secretKey), Keypair.FromSecretKey(divided)];
        if (entry.GetProperty("miniSecret").GetString() is { } seed)
        {
            keypairs.Add(Keypair.FromSeed(Convert.FromHexString(seed[2..])));
        }

        foreach (var keypair in keypairs)
        {
            Assert.Equal(entry.Text("ss58"), keypair.Hotkey.Address);
            Assert.Equal(entry.Bytes("publicKey"), keypair.Hotkey.PublicKey);
            Assert.True(Hotkey.Parse(entry.Text("ss58")).Verify("any text", keypair.Sign("any text"), out _));
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Transcripts))]
    public void DrawChallenge_KnownSignature_IsThatOfSchnorrkel(int number)
    {
        var entry = SignatureVectors.Entry("transcripts", number);
        var signed = SignatureVectors.Sr25519.GetProperty("valid").EnumerateArray()
            .Single(valid => valid.Text("id") == entry.Text("id"));
        Span<byte> wide = stackalloc byte[64];
        Span<byte> scalar = stackalloc byte[32];

        Sr25519.DrawChallenge(signed.Bytes("publicKey"), signed.Bytes("message"), signed.Bytes("signature").AsSpan(0, 32), wide);
        Sodium.Reduce(scalar, wide);

        Assert.Equal(entry.Bytes("challenge64"), wide);
        Assert.Equal(entry.Bytes("challengeScalar"), scalar);
    }
}
