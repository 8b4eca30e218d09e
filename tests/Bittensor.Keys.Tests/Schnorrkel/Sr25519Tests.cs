using System.Security.Cryptography;
using System.Text;
using Bittensor.Keys.Schnorrkel;
using FsCheck.Xunit;

namespace Bittensor.Keys.Tests.Schnorrkel;

public class Sr25519Tests
{
    /// <summary>The order of ristretto255, 2^252 + 27742317777372353535851937790883648493; low byte first.</summary>
    private static readonly byte[] Order =
        Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");

    /// <remarks>
    /// Expected signatures are those of npm @scure/sr25519 0.2.0 with the same seeds, messages and random bytes:
    /// SHA-256 of 400 of them, over messages of 0 to 399 bytes, which cross the sponge's rate twice.
    /// </remarks>
    [Fact]
    public void Sign_RandomnessGiven_IsThatOfIndependentLibrary()
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var signature = new byte[Sr25519.SignatureSize];
        for (var number = 0; number < 400; number++)
        {
            using var keypair = Keypair.FromSeed(Sha256($"seed {number % 5}"));
            byte[] message = [.. Enumerable.Range(0, number).Select(index => (byte)((number * 7) + index))];
            keypair.Sign(message, Sha256($"randomness {number}"), signature);
            all.AppendData(signature);
            if (number == 1)
            {
                Assert.Equal(
                    "2a56c4516ec473810de2742dcd757bfabfdcd973dd7f89a39d67614d3d45bb53"
                    + "52dd84add713a723bee9cbbc12e04f6e777d9782b90e01d38dc9064493174b8e",
                    Convert.ToHexStringLower(signature));
            }
        }

        Assert.Equal(
            "bece4c26453170467eb1a4c9f96c8a8581f9e60c4f509eb62b4df682abc87b49",
            Convert.ToHexStringLower(all.GetHashAndReset()));
    }

    [Fact]
    public void Verify_ScalarOtherThanReduced_IsRefused()
    {
        using var keypair = Keypair.Generate();
        var signature = Signature(keypair, "message"u8);
        var carry = 0;
        for (var index = 0; index < Order.Length; index++)
        {
            var original = index == 31 ? signature[32 + index] & 0x7f : signature[32 + index];
            carry += original + Order[index];
            signature[32 + index] = (byte)carry;
            carry >>= 8;
        }

        signature[63] |= 0x80; // s + order is below 2^254, so the marker stays free

        Assert.Equal(
            KeyFault.SignatureNotCanonical, Sr25519.Verify(keypair.Hotkey.PublicKey, "message"u8, signature));
    }

    [Fact]
    public void Verify_MarkerMissing_IsRefused()
    {
        using var keypair = Keypair.Generate();
        var signature = Signature(keypair, "message"u8);
        signature[63] &= 0x7f;

        Assert.Equal(KeyFault.SignatureNotMarked, Sr25519.Verify(keypair.Hotkey.PublicKey, "message"u8, signature));
    }

    [Fact]
    public void Verify_KeyIsNoPoint_IsRefused()
    {
        using var keypair = Keypair.Generate();
        var signature = Signature(keypair, "message"u8);
        byte[] odd = [1, .. new byte[31]]; // ristretto encodings are even

        Assert.Equal(KeyFault.KeyMalformed, Sr25519.Verify(odd, "message"u8, signature));
    }

    [Fact]
    public void Verify_ScalarIsZero_IsRefused()
    {
        using var keypair = Keypair.Generate();
        byte[] signature = [.. keypair.Hotkey.PublicKey, .. new byte[31], 0x80];

        Assert.Equal(KeyFault.SignatureMismatch, Sr25519.Verify(keypair.Hotkey.PublicKey, "message"u8, signature));
    }

    [Property]
    public bool Verify_SignedBytes_AcceptsThemAndNothingBeside(byte[] message)
    {
        using var keypair = Keypair.FromSeed(Sha256("any seed"));
        var signature = keypair.Sign(message);
        return keypair.Hotkey.Verify(message, signature, out _)
            && !keypair.Hotkey.Verify([.. message, 0], signature, out _)
            && keypair.Hotkey.Verify(message, keypair.Sign([.. "<Bytes>"u8, .. message, .. "</Bytes>"u8]), out _);
    }

    [Property(MaxTest = 2000)]
    public bool Verify_AnyBytes_NeitherThrowsNorAccepts(byte[] publicKey, byte[] message, byte[] signature) =>
        Sr25519.Verify(publicKey, message, signature) != KeyFault.None
        && Sr25519.Verify(Fit(publicKey, 32), message, Fit(signature, 64)) != KeyFault.None;

    private static byte[] Signature(Keypair keypair, ReadOnlySpan<byte> message) =>
        Convert.FromHexString(keypair.Sign(message)[2..]);

    private static byte[] Sha256(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static byte[] Fit(byte[] bytes, int size)
    {
        Array.Resize(ref bytes, size);
        bytes[^1] |= (byte)(size == 64 ? 0x80 : 0);
        return bytes;
    }
}
