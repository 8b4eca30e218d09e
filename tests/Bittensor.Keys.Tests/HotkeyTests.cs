namespace Bittensor.Keys.Tests;

public class HotkeyTests
{
    private const string Alice = "5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY";
    private const string AliceKey = "d43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d";
    private const string Bob = "5FHneW46xGXgs5mUiveU4sbTyGBzmstUspZC92UhjJM694ty";

    [Fact]
    public void Parse_Address_IsEqualToKeyOfBytes()
    {
        var parsed = Hotkey.Parse(Alice);
        var made = new Hotkey(Convert.FromHexString(AliceKey));

        Assert.Equal(parsed, made);
        Assert.True(parsed == made);
        Assert.Equal(parsed.GetHashCode(), made.GetHashCode());
        Assert.Equal(Alice, made.ToString());
        Assert.NotEqual(parsed, Hotkey.Parse(Bob));
        Assert.True(parsed != Hotkey.Parse(Bob));
        Assert.False(parsed == null);
    }

    [Theory]
    [InlineData(null, KeyFault.AddressMalformed)]
    [InlineData("mine", KeyFault.AddressMalformed)]
    [InlineData("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ", KeyFault.AddressChecksum)]
    [InlineData("15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5", KeyFault.AddressNetwork)]
    [InlineData("5C4hrfjw9DjXZTzV3MwzrrAr9P1MJhSrvWGWqi1eSuyUpnhM", KeyFault.KeyIsIdentity)]
    public void Parse_NoHotkey_SaysWhy(string? address, KeyFault expected)
    {
        var exception = Assert.Throws<KeyException>(() => Hotkey.Parse(address));

        Assert.Equal(expected, exception.Fault);
        Assert.Contains(expected.Describe(), exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parse_LongText_IsQuotedInPart() =>
        Assert.InRange(Assert.Throws<KeyException>(() => Hotkey.Parse(new string('5', 100_000))).Message.Length, 64, 300);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0x")]
    [InlineData("no signature")]
    public void Verify_NoSignature_IsMalformed(string? signature)
    {
        Assert.False(Hotkey.Parse(Alice).Verify("text", signature, out var fault));
        Assert.Equal(KeyFault.SignatureMalformed, fault);
    }

    [Fact]
    public void Verify_SignatureInAnotherSpelling_IsMalformed()
    {
        using var keypair = Keypair.Generate();
        var signature = keypair.Sign("text");
        var digits = signature[2..];
        string[] spellings = [digits, $"0X{digits}", $" {signature}", $"{signature} ", $"{signature}00", $"0x01{digits}"];

        Assert.All(spellings, spelling =>
        {
            Assert.False(keypair.Hotkey.Verify("text", spelling, out var fault));
            Assert.Equal(KeyFault.SignatureMalformed, fault);
        });
        Assert.True(keypair.Hotkey.Verify("text", "0x" + digits.ToUpperInvariant(), out _));
    }

    [Fact]
    public void Verify_LongText_IsVerified()
    {
        using var keypair = Keypair.Generate();
        var text = new string('ü', 100_000);

        Assert.True(keypair.Hotkey.Verify(text, keypair.Sign(text), out _));
        Assert.False(keypair.Hotkey.Verify(text + "x", keypair.Sign(text), out var fault));
        Assert.Equal(KeyFault.SignatureMismatch, fault);
    }

    [Fact]
    public void Describe_EveryFault_HasWordsOfItsOwn()
    {
        var descriptions = Enum.GetValues<KeyFault>().Select(fault => fault.Describe()).ToList();

        Assert.Distinct(descriptions);
        Assert.All(descriptions, text => Assert.Contains(' ', text));
    }
}
