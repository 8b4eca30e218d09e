using System.Security.Cryptography;
using Bittensor.Keys.Hashing;

namespace Bittensor.Keys.Schnorrkel;

/// <summary>Schnorr signatures over ristretto255 as schnorrkel 0.11 makes them and Substrate uses them, with the signing context
/// "substrate".</summary>
/// <remarks>
/// With the base point B, a secret scalar a, its public key A = aB and a fresh secret scalar r, the signature of a message is R =
/// rB and s = ka + r, where k is drawn from a transcript of the context, the message, A and R. It is right if R = sB - kA.
/// </remarks>
internal static class Sr25519
{
    /// <summary>Size of a public key in bytes: a compressed point.</summary>
    public const int PublicKeySize = 32;

    /// <summary>Size of a secret key in bytes: a scalar and 32 bytes from which nonces are made.</summary>
    public const int SecretKeySize = 64;

    /// <summary>Size of a seed ("mini secret") in bytes.</summary>
    public const int SeedSize = 32;

    /// <summary>Size of a signature in bytes: a compressed point and a scalar.</summary>
    public const int SignatureSize = 64;

    /// <summary>Size of the randomness of one signature in bytes.</summary>
    public const int RandomnessSize = 32;

    private const int ScalarSize = 32, WideScalarSize = 64;

    /// <summary>The bit of a signature's last byte that parts sr25519 from ed25519, whose scalars never have it.</summary>
    private const byte Marker = 0x80;

    private static readonly Transcript Context = CreateContext();

    /// <summary>Expands a seed to a secret key as ed25519 does (schnorrkel's <c>ExpansionMode::Ed25519</c>).</summary>
    /// <param name="seed">Shape [32].</param>
    /// <param name="secretKey">Receives the scalar and the nonce seed; shape [64].</param>
    public static void Expand(ReadOnlySpan<byte> seed, Span<byte> secretKey)
    {
        SHA512.HashData(seed, secretKey);
        secretKey[0] &= 0b1111_1000;
        secretKey[31] &= 0b0011_1111;
        secretKey[31] |= 0b0100_0000;
        DivideByCofactor(secretKey[..ScalarSize]);
    }

    /// <summary>Divides a scalar by ristretto's cofactor 8, which ed25519's spelling of a secret key holds as a factor.</summary>
    /// <param name="scalar">A multiple of 8, low byte first; shape [32].</param>
    public static void DivideByCofactor(Span<byte> scalar)
    {
        byte carry = 0;
        for (var index = ScalarSize - 1; index >= 0; index--)
        {
            var low = (byte)(scalar[index] << 5);
            scalar[index] = (byte)((scalar[index] >> 3) | carry);
            carry = low;
        }
    }

    /// <summary>Computes the public key of a secret one.</summary>
    /// <param name="secretKey">Shape [64].</param>
    /// <param name="publicKey">Receives the compressed point; shape [32].</param>
    /// <returns>Whether the scalar is reduced and not zero, as it must be.</returns>
    public static bool TryGetPublicKey(ReadOnlySpan<byte> secretKey, Span<byte> publicKey)
    {
        var scalar = secretKey[..ScalarSize];
        return IsReduced(scalar) && Sodium.MultiplyBase(publicKey, scalar) == 0;
    }

    /// <summary>Signs a message.</summary>
    /// <param name="secretKey">Shape [64].</param>
    /// <param name="publicKey">That of the secret key; shape [32].</param>
    /// <param name="message">Any number of bytes.</param>
    /// <param name="randomness">Random bytes; shape [32]. The nonce also depends on the secret key and the message, so that a
    /// source of chance that fails gives nothing away.</param>
    /// <param name="signature">Receives the signature; shape [64].</param>
    public static void Sign(
        ReadOnlySpan<byte> secretKey,
        ReadOnlySpan<byte> publicKey,
        ReadOnlySpan<byte> message,
        ReadOnlySpan<byte> randomness,
        Span<byte> signature)
    {
        Span<byte> wide = stackalloc byte[WideScalarSize];
        Span<byte> nonce = stackalloc byte[ScalarSize];
        Span<byte> product = stackalloc byte[ScalarSize];
        try
        {
            var transcript = Start([], message, [], publicKey);
            transcript.Witness("signing"u8, secretKey[ScalarSize..], randomness, wide);
            Sodium.Reduce(nonce, wide);
            var point = signature[..PublicKeySize];
            if (Sodium.MultiplyBase(point, nonce) != 0)
            {
                // Once in 2^252 signatures, or where the source of chance and the secret are both broken.
                throw new KeyException(KeyFault.SecretMalformed, "The nonce of a signature is zero; sign again.");
            }

            Span<byte> challenge = stackalloc byte[ScalarSize];
            Challenge(ref transcript, point, challenge);
            Sodium.MultiplyScalars(product, challenge, secretKey[..ScalarSize]);
            Sodium.AddScalars(signature[PublicKeySize..], product, nonce);
            signature[^1] |= Marker;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(wide);
            CryptographicOperations.ZeroMemory(nonce);
            CryptographicOperations.ZeroMemory(product);
        }
    }

    /// <summary>Checks a signature of a message, or of the message between <c>&lt;Bytes&gt;</c> and <c>&lt;/Bytes&gt;</c>, which
    /// browser wallets sign; the SDK accepts both.</summary>
    /// <remarks>Stricter than schnorrkel in one point: it refuses the identity as a public key.</remarks>
    /// <param name="publicKey">Any bytes.</param>
    /// <param name="message">Any bytes.</param>
    /// <param name="signature">Any bytes.</param>
    /// <returns>What is wrong; <see cref="KeyFault.None"/> where the signature is right.</returns>
    public static KeyFault Verify(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> signature)
    {
        // 1. The forms: one spelling each, so that no signature has a twin.
        if (signature.Length != SignatureSize)
        {
            return KeyFault.SignatureMalformed;
        }

        if ((signature[^1] & Marker) == 0)
        {
            return KeyFault.SignatureNotMarked;
        }

        if (publicKey.Length != PublicKeySize)
        {
            return KeyFault.KeyMalformed;
        }

        if (!publicKey.ContainsAnyExcept((byte)0))
        {
            return KeyFault.KeyIsIdentity;
        }

        Span<byte> scalar = stackalloc byte[ScalarSize];
        signature[PublicKeySize..].CopyTo(scalar);
        scalar[^1] &= unchecked((byte)~Marker);
        if (!IsReduced(scalar))
        {
            return KeyFault.SignatureNotCanonical;
        }

        // 2. sB, which does not depend on the message.
        Span<byte> left = stackalloc byte[PublicKeySize];
        if (Sodium.MultiplyBase(left, scalar) != 0)
        {
            return KeyFault.SignatureMismatch; // s = 0, which no signer makes
        }

        // 3. R = sB - kA, for the plain message and then for the wrapped one.
        var point = signature[..PublicKeySize];
        var fault = Compare(Start([], message, [], publicKey), publicKey, point, left);
        return fault == KeyFault.SignatureMismatch
            ? Compare(Start("<Bytes>"u8, message, "</Bytes>"u8, publicKey), publicKey, point, left)
            : fault;
    }

    /// <summary>Draws the challenge of a signature.</summary>
    /// <param name="publicKey">Shape [32].</param>
    /// <param name="message">Any number of bytes.</param>
    /// <param name="point">The signature's point R; shape [32].</param>
    /// <param name="wide">Receives the challenge before it is reduced; shape [64].</param>
    internal static void DrawChallenge(
        ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> message, ReadOnlySpan<byte> point, Span<byte> wide)
    {
        var transcript = Start([], message, [], publicKey);
        transcript.Append("sign:R"u8, point);
        transcript.Challenge("sign:c"u8, wide);
    }

    private static KeyFault Compare(
        Transcript transcript, ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> point, ReadOnlySpan<byte> left)
    {
        Span<byte> challenge = stackalloc byte[ScalarSize];
        Span<byte> right = stackalloc byte[PublicKeySize];
        Span<byte> difference = stackalloc byte[PublicKeySize];
        Challenge(ref transcript, point, challenge);
        if (Sodium.Multiply(right, challenge, publicKey) != 0)
        {
            return KeyFault.KeyMalformed;
        }

        return Sodium.Subtract(difference, left, right) == 0 && point.SequenceEqual(difference)
            ? KeyFault.None
            : KeyFault.SignatureMismatch;
    }

    private static Transcript CreateContext()
    {
        var transcript = new Transcript("SigningContext"u8);
        transcript.Append([], "substrate"u8);
        return transcript;
    }

    /// <summary>The transcript up to where the signature's own point goes in.</summary>
    private static Transcript Start(
        ReadOnlySpan<byte> before, ReadOnlySpan<byte> message, ReadOnlySpan<byte> after, ReadOnlySpan<byte> publicKey)
    {
        var transcript = Context;
        transcript.Append("sign-bytes"u8, before, message, after);
        transcript.Append("proto-name"u8, "Schnorr-sig"u8);
        transcript.Append("sign:pk"u8, publicKey);
        return transcript;
    }

    private static void Challenge(ref Transcript transcript, ReadOnlySpan<byte> point, Span<byte> challenge)
    {
        Span<byte> wide = stackalloc byte[WideScalarSize];
        transcript.Append("sign:R"u8, point);
        transcript.Challenge("sign:c"u8, wide);
        Sodium.Reduce(challenge, wide);
    }

    /// <summary>Whether a scalar is below the group's order; in constant time, since it may be secret.</summary>
    private static bool IsReduced(ReadOnlySpan<byte> scalar)
    {
        Span<byte> wide = stackalloc byte[WideScalarSize];
        Span<byte> reduced = stackalloc byte[ScalarSize];
        wide.Clear();
        scalar.CopyTo(wide);
        Sodium.Reduce(reduced, wide);
        var isReduced = CryptographicOperations.FixedTimeEquals(scalar, reduced);
        CryptographicOperations.ZeroMemory(wide);
        CryptographicOperations.ZeroMemory(reduced);
        return isReduced;
    }
}
