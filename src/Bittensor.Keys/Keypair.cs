using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Bittensor.Keys.Schnorrkel;

namespace Bittensor.Keys;

/// <summary>A hotkey with the secret that signs for it.</summary>
/// <remarks>
/// The secret stands in memory that the garbage collector does not move, is overwritten by <see cref="Dispose"/>, and is neither
/// printed nor given out. Signing is safe for concurrent use; disposing is not.
/// </remarks>
public sealed class Keypair : IDisposable
{
    /// <summary>Size of a seed ("mini secret") in bytes.</summary>
    public const int SeedSize = Sr25519.SeedSize;

    /// <summary>Size of a secret key in bytes: a scalar and the seed of its nonces.</summary>
    public const int SecretKeySize = Sr25519.SecretKeySize;

    private const int SmallMessage = 512;
    private readonly byte[] _secretKey = GC.AllocateArray<byte>(SecretKeySize, pinned: true);
    private bool _isDisposed;

    private Keypair(ReadOnlySpan<byte> secretKey)
    {
        Span<byte> publicKey = stackalloc byte[Hotkey.Size];
        if (secretKey.Length != SecretKeySize || !Sr25519.TryGetPublicKey(secretKey, publicKey))
        {
            throw new KeyException(KeyFault.SecretMalformed, $"No key can be made: {KeyFault.SecretMalformed.Describe()}.");
        }

        secretKey.CopyTo(_secretKey);
        Hotkey = new Hotkey(publicKey);
    }

    /// <summary>The public key, whose address the network knows.</summary>
    public Hotkey Hotkey { get; }

    /// <summary>Makes a new key from the system's source of randomness.</summary>
    public static Keypair Generate()
    {
        Span<byte> seed = stackalloc byte[SeedSize];
        RandomNumberGenerator.Fill(seed);
        try
        {
            return FromSeed(seed);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
        }
    }

    /// <summary>Makes the key of a seed, as Substrate does.</summary>
    /// <param name="seed">Shape [32]; the caller overwrites it afterwards.</param>
    /// <exception cref="KeyException">The seed has not 32 bytes; <see cref="KeyFault.SecretMalformed"/>.</exception>
    public static Keypair FromSeed(ReadOnlySpan<byte> seed)
    {
        Span<byte> secretKey = stackalloc byte[SecretKeySize];
        try
        {
            if (seed.Length == SeedSize)
            {
                Sr25519.Expand(seed, secretKey);
            }

            return new Keypair(seed.Length == SeedSize ? secretKey : []);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secretKey);
        }
    }

    /// <summary>Makes the key of a secret key as schnorrkel and btcli's <c>privateKey</c> spell it.</summary>
    /// <param name="secretKey">A reduced scalar, low byte first, and 32 bytes that seed nonces; shape [64].</param>
    /// <exception cref="KeyException">
    /// There are not 64 bytes, or the scalar is zero or not reduced; <see cref="KeyFault.SecretMalformed"/>.
    /// </exception>
    public static Keypair FromSecretKey(ReadOnlySpan<byte> secretKey) => new(secretKey);

    /// <summary>Makes the key of a secret key as ed25519 and Polkadot's JavaScript spell it: the scalar times 8.</summary>
    /// <param name="secretKey">The scalar times 8, low byte first, and 32 bytes that seed nonces; shape [64].</param>
    /// <exception cref="KeyException">
    /// There are not 64 bytes, or the scalar is not a multiple of 8, zero or not reduced; <see cref="KeyFault.SecretMalformed"/>.
    /// </exception>
    public static Keypair FromEd25519SecretKey(ReadOnlySpan<byte> secretKey)
    {
        const byte LowBits = 0b0000_0111;
        Span<byte> divided = stackalloc byte[SecretKeySize];
        try
        {
            var isMultiple = secretKey.Length == SecretKeySize && (secretKey[0] & LowBits) == 0;
            if (isMultiple)
            {
                secretKey.CopyTo(divided);
                Sr25519.DivideByCofactor(divided[..(SecretKeySize / 2)]);
            }

            return new Keypair(isMultiple ? divided : []);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(divided);
        }
    }

    /// <summary>Signs a text as the SDK's <c>Keypair.sign</c> does, without a wrapper around it.</summary>
    /// <param name="message">The text; its UTF-8 is signed. One that starts with 0x is not read as hexadecimal, as the SDK
    /// does.</param>
    /// <returns>"0x" and 128 hexadecimal digits; other ones each time.</returns>
    /// <exception cref="ObjectDisposedException">The secret has been overwritten.</exception>
    public string Sign(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var size = Encoding.UTF8.GetMaxByteCount(message.Length);
        var rented = size > SmallMessage ? ArrayPool<byte>.Shared.Rent(size) : null;
        var buffer = rented ?? stackalloc byte[SmallMessage];
        var signature = Sign(buffer[..Encoding.UTF8.GetBytes(message, buffer)]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return signature;
    }

    /// <summary>Signs bytes.</summary>
    /// <param name="message">Any number of bytes.</param>
    /// <returns>"0x" and 128 hexadecimal digits; other ones each time.</returns>
    /// <exception cref="ObjectDisposedException">The secret has been overwritten.</exception>
    public string Sign(ReadOnlySpan<byte> message)
    {
        Span<byte> randomness = stackalloc byte[Sr25519.RandomnessSize];
        Span<byte> signature = stackalloc byte[Sr25519.SignatureSize];
        RandomNumberGenerator.Fill(randomness);
        Sign(message, randomness, signature);
        CryptographicOperations.ZeroMemory(randomness);
        return Hex.Encode(signature);
    }

    /// <summary>Overwrites the secret.</summary>
    public void Dispose()
    {
        _isDisposed = true;
        CryptographicOperations.ZeroMemory(_secretKey);
    }

    /// <summary>The hotkey's address; never the secret.</summary>
    public override string ToString() => Hotkey.Address;

    /// <summary>Signs with randomness given, so that tests can compare every byte.</summary>
    /// <param name="message">Any number of bytes.</param>
    /// <param name="randomness">Shape [32].</param>
    /// <param name="signature">Receives the signature; shape [64].</param>
    internal void Sign(ReadOnlySpan<byte> message, ReadOnlySpan<byte> randomness, Span<byte> signature)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        Sr25519.Sign(_secretKey, Hotkey.PublicKey, message, randomness, signature);
    }
}
