using System.Text.Json;
using Bittensor.Keys.Addresses;
using FsCheck.Xunit;

namespace Bittensor.Keys.Tests.Addresses;

public class Ss58Tests
{
    public static TheoryData<int> Addresses => SignatureVectors.Numbers("ss58");

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Addresses))]
    public void Decode_KnownAddress_IsReadOrRefused(int number)
    {
        var entry = SignatureVectors.Entry("ss58", number);
        var publicKey = new byte[Hotkey.Size];

        var fault = Ss58.Decode(entry.Text("address"), publicKey, out _);

        Assert.Equal(entry.GetProperty("valid").GetBoolean(), fault == KeyFault.None);
        if (entry.GetProperty("publicKey").ValueKind != JsonValueKind.Null)
        {
            Assert.Equal(entry.Bytes("publicKey"), publicKey);
        }

        if (fault == KeyFault.None)
        {
            Assert.Equal(entry.Text("address"), Ss58.Encode(publicKey));
        }
    }

    [Theory] // Alice's key for Bittensor, Polkadot (0), Kusama (2) and the greatest prefix, by Polkadot's own JavaScript
    [InlineData("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", KeyFault.None, 42)]
    [InlineData("15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5", KeyFault.AddressNetwork, 0)]
    [InlineData("HNZata7iMYWmk5RvZRTiAsSDhV8366zq2YGb3tLH5Upf74F", KeyFault.AddressNetwork, 2)]
    [InlineData("yNa8JpqfFB3q8A29rCwSgxvdU94ufJw2yKKxDgznS5m1PoFvn", KeyFault.AddressNetwork, 16383)]
    [InlineData("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQZ", KeyFault.AddressChecksum, -1)]
    [InlineData("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQ", KeyFault.AddressMalformed, -1)]
    [InlineData("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQYY", KeyFault.AddressMalformed, -1)]
    [InlineData("15GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", KeyFault.AddressMalformed, -1)]
    [InlineData("5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQl", KeyFault.AddressMalformed, -1)]
    [InlineData(" 5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY", KeyFault.AddressMalformed, -1)]
    [InlineData("0xd43593c715fdd31c61141abd04a99fd6822c8558854ccde39a5684e7a56da27d", KeyFault.AddressMalformed, -1)]
    [InlineData("F7Hs", KeyFault.AddressMalformed, -1)] // an account of one byte
    [InlineData("1111", KeyFault.AddressMalformed, -1)]
    [InlineData("", KeyFault.AddressMalformed, -1)]
    public void Decode_Address_TellsFaultAndNetwork(string address, KeyFault expected, int expectedPrefix)
    {
        Assert.Equal(expected, Ss58.Decode(address, new byte[Hotkey.Size], out var prefix));
        Assert.Equal(expectedPrefix, prefix);
    }

    [Property]
    public bool Decode_EncodedKey_IsThatKey(byte[] bytes)
    {
        Array.Resize(ref bytes, Hotkey.Size);
        var publicKey = new byte[Hotkey.Size];
        return Ss58.Decode(Ss58.Encode(bytes), publicKey, out _) == KeyFault.None && publicKey.SequenceEqual(bytes);
    }

    [Property]
    public bool TryDecode_EncodedBytes_AreThose(byte[] bytes)
    {
        Array.Resize(ref bytes, Math.Min(bytes.Length, 64));
        Span<byte> decoded = stackalloc byte[64];
        return Base58.TryDecode(Base58.Encode(bytes), decoded, out var length) && decoded[..length].SequenceEqual(bytes);
    }

    [Theory] // from Bitcoin's own test vectors, src/test/data/base58_encode_decode.json
    [InlineData("", "")]
    [InlineData("61", "2g")]
    [InlineData("626262", "a3gV")]
    [InlineData("73696d706c792061206c6f6e6720737472696e67", "2cFupjhnEsSn59qHXstmK2ffpLv2")]
    [InlineData("00eb15231dfceb60925886b67d065299925915aeb172c06647", "1NS17iag9jJgTHD1VXjvLCEnZuQ3rJDE9L")]
    [InlineData("00000000000000000000", "1111111111")]
    public void Encode_KnownBytes_IsThatOfBitcoin(string bytes, string text) =>
        Assert.Equal(text, Base58.Encode(Convert.FromHexString(bytes)));

    [Property(MaxTest = 2000)]
    public bool Decode_AnyText_NeitherThrowsNorReads(string? text) =>
        Ss58.Decode(text, new byte[Hotkey.Size], out var prefix) is KeyFault.AddressMalformed or KeyFault.AddressChecksum
        && prefix == -1 && !Hotkey.TryParse(text, out _);
}
