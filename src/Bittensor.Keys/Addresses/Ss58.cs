using Bittensor.Keys.Schnorrkel;

namespace Bittensor.Keys.Addresses;

/// <summary>Substrate's addresses: the network's prefix, the public key and a checksum, in base58.</summary>
/// <remarks>The format: https://docs.polkadot.com/reference/parachains/accounts/#address-formats (SS58). Only 32-byte
/// keys.</remarks>
internal static class Ss58
{
    /// <summary>The prefix of Bittensor, which is that of Substrate networks without one of their own.</summary>
    public const int BittensorPrefix = 42;

    private const int ChecksumSize = 2, HashSize = 64;

    /// <summary>An address of a 32-byte key has 46 to 50 letters.</summary>
    private const int LongestAddress = 50;

    /// <summary>Writes a key as an address of Bittensor.</summary>
    /// <param name="publicKey">Shape [32].</param>
    public static string Encode(ReadOnlySpan<byte> publicKey)
    {
        Span<byte> bytes = stackalloc byte[1 + Sr25519.PublicKeySize + ChecksumSize];
        bytes[0] = BittensorPrefix;
        publicKey.CopyTo(bytes[1..]);
        Checksum(bytes[..^ChecksumSize], bytes[^ChecksumSize..]);
        return Base58.Encode(bytes);
    }

    /// <summary>Reads an address of any network.</summary>
    /// <param name="address">Any text.</param>
    /// <param name="publicKey">Receives the key of a right address; shape [32].</param>
    /// <param name="prefix">The network of a right address, 0 to 16383; else -1.</param>
    /// <returns>What is wrong; <see cref="KeyFault.AddressNetwork"/> where all is right but the network is not
    /// Bittensor.</returns>
    public static KeyFault Decode(ReadOnlySpan<char> address, Span<byte> publicKey, out int prefix)
    {
        prefix = -1;
        Span<byte> buffer = stackalloc byte[2 + Sr25519.PublicKeySize + ChecksumSize];
        if (address.Length > LongestAddress || !Base58.TryDecode(address, buffer, out var length))
        {
            return KeyFault.AddressMalformed;
        }

        var bytes = buffer[..length];
        var prefixSize = length - Sr25519.PublicKeySize - ChecksumSize;
        if (prefixSize <= 0 || prefixSize != PrefixSize(bytes[0]))
        {
            return KeyFault.AddressMalformed;
        }

        Span<byte> checksum = stackalloc byte[ChecksumSize];
        Checksum(bytes[..^ChecksumSize], checksum);
        if (!checksum.SequenceEqual(bytes[^ChecksumSize..]))
        {
            return KeyFault.AddressChecksum;
        }

        // The short form is the only one of a prefix below 64, so that each key has one address.
        prefix = prefixSize == 1 ? bytes[0] : LongPrefix(bytes[0], bytes[1]);
        bytes.Slice(prefixSize, Sr25519.PublicKeySize).CopyTo(publicKey);
        return prefixSize == 1 && prefix == BittensorPrefix ? KeyFault.None : KeyFault.AddressNetwork;
    }

    /// <summary>Prefixes below 64 have one byte, others two; first bytes from 128 on are reserved.</summary>
    private static int PrefixSize(byte first) => first switch
    {
        < 64 => 1,
        < 128 => 2,
        _ => 0,
    };

    private static int LongPrefix(byte first, byte second) =>
        ((first & 0b0011_1111) << 2) | (second >> 6) | ((second & 0b0011_1111) << 8);

    private static void Checksum(ReadOnlySpan<byte> bytes, Span<byte> checksum)
    {
        var context = "SS58PRE"u8;
        Span<byte> data = stackalloc byte[context.Length + bytes.Length];
        Span<byte> hash = stackalloc byte[HashSize];
        context.CopyTo(data);
        bytes.CopyTo(data[context.Length..]);
        Sodium.Blake2b(hash, data, []);
        hash[..ChecksumSize].CopyTo(checksum);
    }
}
