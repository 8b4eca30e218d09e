namespace Bittensor.Keys;

/// <summary>What can be wrong with a key, an address, a signature, a message or a file that holds a key.</summary>
public enum KeyFault
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The address has a letter that base58 has not, or another length than a 32-byte key gives.</summary>
    AddressMalformed,

    /// <summary>The address's checksum is wrong, as after a typing error.</summary>
    AddressChecksum,

    /// <summary>The address is right, but of another network than Bittensor, whose prefix is 42.</summary>
    AddressNetwork,

    /// <summary>The public key has not 32 bytes, or is no ristretto255 encoding.</summary>
    KeyMalformed,

    /// <summary>The public key is the identity, for which everybody can sign.</summary>
    KeyIsIdentity,

    /// <summary>The secret key or seed has the wrong length or a scalar out of range.</summary>
    SecretMalformed,

    /// <summary>The signature is not "0x" and 128 hexadecimal digits, 64 bytes.</summary>
    SignatureMalformed,

    /// <summary>The signature's highest bit is not set, so it is of another kind, such as ed25519.</summary>
    SignatureNotMarked,

    /// <summary>The signature's scalar is not reduced: a second spelling of another signature.</summary>
    SignatureNotCanonical,

    /// <summary>The signature is not that of this message by this key.</summary>
    SignatureMismatch,

    /// <summary>A part of the signed message could be read in two ways: see <see cref="RequestMessage"/>.</summary>
    MessageMalformed,

    /// <summary>A value of the body has no Python text that can be hashed.</summary>
    ValueMalformed,

    /// <summary>The file cannot be read or written.</summary>
    FileUnreadable,

    /// <summary>The file is no key file in btcli's layout.</summary>
    FileMalformed,

    /// <summary>The file is encrypted.</summary>
    FileEncrypted,

    /// <summary>The file holds a public key, or a phrase without its key, and nothing that could sign.</summary>
    FileWithoutSecret,

    /// <summary>Two fields of the file belong to different keys.</summary>
    FileContradictory,
}

/// <summary>Says what a fault is, in words for whoever sent the key or the signature.</summary>
public static class KeyFaultExtensions
{
    /// <summary>Describes a fault.</summary>
    /// <param name="fault">Any fault.</param>
    /// <returns>What was found and what was expected, without a full stop; it quotes nothing of the caller's.</returns>
    public static string Describe(this KeyFault fault) => fault switch
    {
        KeyFault.None => "nothing is wrong",
        KeyFault.AddressMalformed => "the address is malformed; expected 48 letters of base58, as SS58 writes a 32-byte key",
        KeyFault.AddressChecksum => "the address has a wrong checksum; expected one of SS58",
        KeyFault.AddressNetwork => "the address belongs to another network; expected prefix 42",
        KeyFault.KeyMalformed => "the public key is malformed; expected 32 bytes that encode a point of ristretto255",
        KeyFault.KeyIsIdentity => "the public key is the identity, for which everybody can sign",
        KeyFault.SecretMalformed =>
            "the secret key is malformed; expected a seed of 32 bytes or a reduced scalar and a nonce seed",
        KeyFault.SignatureMalformed => "the signature is malformed; expected \"0x\" and 128 hexadecimal digits",
        KeyFault.SignatureNotMarked => "the signature is not marked as sr25519; expected its highest bit set",
        KeyFault.SignatureNotCanonical => "the signature's scalar is not reduced",
        KeyFault.SignatureMismatch => "the signature is not that of this message by this key",
        KeyFault.MessageMalformed =>
            "the signed message is malformed; expected a nonce from 0, a uuid of 1 to 64 letters, digits, '-' and '_', "
            + "and a body hash of 64 hexadecimal digits in lower case",
        KeyFault.ValueMalformed => "a value of the body has no text that could be hashed",
        KeyFault.FileUnreadable => "the file cannot be read or written",
        KeyFault.FileMalformed => "the file is malformed; expected JSON with secretSeed or privateKey, as btcli writes it",
        KeyFault.FileEncrypted => "the file is encrypted; expected plain JSON, as btcli writes hotkeys by default",
        KeyFault.FileWithoutSecret => "the file holds no secret key; expected secretSeed or privateKey",
        KeyFault.FileContradictory => "the file's fields belong to different keys",
        _ => fault.ToString(),
    };
}

/// <summary>A key, an address, a signature or a file that holds a key cannot be used.</summary>
/// <remarks>Every method of this library that reads what others sent throws this and nothing else. No message holds a
/// secret.</remarks>
/// <param name="fault">What is wrong.</param>
/// <param name="message">What was found and what was expected.</param>
/// <param name="innerException">What caused it, where that is the file system.</param>
public sealed class KeyException(KeyFault fault, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What is wrong.</summary>
    public KeyFault Fault { get; } = fault;
}
