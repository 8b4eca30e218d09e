using System.Buffers;
using System.Security.Cryptography;
using Bittensor.Keys.Hashing;
using FsCheck.Xunit;

namespace Bittensor.Keys.Tests.Hashing;

public class Sha3WriterTests
{
    [Theory] // Python 3.11, hashlib.sha3_256
    [InlineData("", "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a")]
    [InlineData("616263", "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532")]
    public void Hash_KnownData_IsThatOfPython(string data, string expected)
    {
        Span<byte> hash = stackalloc byte[Sha3Writer.HashSize];
        Sha3Writer.Hash(Convert.FromHexString(data), hash);
        Assert.Equal(expected, Convert.ToHexStringLower(hash));
    }

    [Fact] // SHA-256 of the hashes of 600 lengths, by Python's hashlib; the rate is 136 bytes
    public void Hash_EveryLengthToFourBlocks_IsThatOfPython()
    {
        using var all = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var hash = new byte[Sha3Writer.HashSize];
        for (var length = 0; length < 600; length++)
        {
            Sha3Writer.Hash([.. Enumerable.Range(0, length).Select(index => (byte)((length * 3) + index))], hash);
            all.AppendData(hash);
        }

        Assert.Equal(
            "0234889de3dd3d41b856907c6a1598f220b16a283617823e373a01e2b0161f8f",
            Convert.ToHexStringLower(all.GetHashAndReset()));
    }

    [Property]
    public bool Append_DataInPieces_IsAsWhole(byte[] data, byte[] sizes)
    {
        byte[] repeated = [.. Enumerable.Repeat(data, 8).SelectMany(part => part)];
        var writer = new Sha3Writer();
        var rest = repeated.AsSpan();
        foreach (var size in sizes)
        {
            var piece = rest[..Math.Min(size, rest.Length)];
            rest = rest[piece.Length..];
            if (size % 2 == 0)
            {
                writer.Append(piece);
            }
            else
            {
                writer.Write(piece);
            }
        }

        writer.Append(rest);
        Span<byte> pieces = stackalloc byte[Sha3Writer.HashSize];
        Span<byte> whole = stackalloc byte[Sha3Writer.HashSize];
        writer.Finish(pieces);
        Sha3Writer.Hash(repeated, whole);
        return pieces.SequenceEqual(whole);
    }

    [Property]
    public bool Hash_AnyData_IsThatOfSystem(byte[] data)
    {
        Assert.SkipUnless(SHA3_256.IsSupported, "the system has no SHA-3");
        Span<byte> hash = stackalloc byte[Sha3Writer.HashSize];
        Sha3Writer.Hash(data, hash);
        return hash.SequenceEqual(SHA3_256.HashData(data));
    }
}
