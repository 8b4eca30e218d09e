using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Bittensor.Keys.Addresses;
using Bittensor.Keys.Schnorrkel;

namespace Bittensor.Keys;

/// <summary>The public key of an axon or a dendrite, which is also its name on the network.</summary>
/// <remarks>
/// A key that is 32 bytes and not the identity. That it is a point of ristretto255 shows when a signature is verified: the chain
/// also lists hotkeys of other kinds, which can be named but can sign nothing here. Immutable; safe for concurrent use.
/// </remarks>
public sealed class Hotkey : IEquatable<Hotkey>
{
    /// <summary>Size of a public key in bytes.</summary>
    public const int Size = Sr25519.PublicKeySize;

    private const int SmallMessage = 512;
    private readonly byte[] _publicKey;

    /// <summary>Creates a hotkey from its bytes.</summary>
    /// <param name="publicKey">Shape [32].</param>
    /// <exception cref="KeyException">
    /// The bytes are not 32, <see cref="KeyFault.KeyMalformed"/>, or the identity, <see cref="KeyFault.KeyIsIdentity"/>.
    /// </exception>
    public Hotkey(ReadOnlySpan<byte> publicKey)
        : this(Checked(publicKey), Ss58.Encode(publicKey))
    {
    }

    private Hotkey(byte[] publicKey, string address)
    {
        _publicKey = publicKey;
        Address = address;
    }

    /// <summary>The key as an SS58 address with prefix 42: 48 letters, the first a 5; the only spelling of this key.</summary>
    public string Address { get; }

    /// <summary>The key itself; shape [32].</summary>
    public ReadOnlySpan<byte> PublicKey => _publicKey;

    /// <summary>Compares two keys.</summary>
    public static bool operator ==(Hotkey? left, Hotkey? right) => left is null ? right is null : left.Equals(right);

    /// <summary>Compares two keys.</summary>
    public static bool operator !=(Hotkey? left, Hotkey? right) => !(left == right);

    /// <summary>Reads an address.</summary>
    /// <param name="address">An SS58 address with prefix 42.</param>
    /// <exception cref="KeyException">
    /// The address is no such: <see cref="KeyFault.AddressMalformed"/>, <see cref="KeyFault.AddressChecksum"/>,
    /// <see cref="KeyFault.AddressNetwork"/> or <see cref="KeyFault.KeyIsIdentity"/>.
    /// </exception>
    public static Hotkey Parse(string? address)
    {
        if (!TryParse(address, out var hotkey, out var fault))
        {
            throw new KeyException(fault, $"\"{Quoted(address)}\" is no hotkey: {fault.Describe()}.");
        }

        return hotkey;
    }

    /// <summary>Reads an address.</summary>
    /// <param name="address">Any text.</param>
    /// <param name="hotkey">The key.</param>
    public static bool TryParse(string? address, [NotNullWhen(true)] out Hotkey? hotkey) => TryParse(address, out hotkey, out _);

    /// <summary>Reads an address, and says why it cannot be read.</summary>
    /// <param name="address">Any text.</param>
    /// <param name="hotkey">The key.</param>
    /// <param name="fault">What is wrong; else <see cref="KeyFault.None"/>.</param>
    public static bool TryParse(string? address, [NotNullWhen(true)] out Hotkey? hotkey, out KeyFault fault)
    {
        Span<byte> publicKey = stackalloc byte[Size];
        fault = Ss58.Decode(address, publicKey, out _);
        if (fault == KeyFault.None)
        {
            fault = Check(publicKey);
        }

        hotkey = fault == KeyFault.None ? new Hotkey(publicKey.ToArray(), address!) : null;
        return hotkey is not null;
    }

    /// <summary>Verifies a signature of a text by this key, as the SDK's <c>Keypair.verify</c> does: of the text itself, or of
    /// the text between <c>&lt;Bytes&gt;</c> and <c>&lt;/Bytes&gt;</c>.</summary>
    /// <param name="message">The text; its UTF-8 was signed. One that starts with 0x is not read as hexadecimal, as the SDK
    /// does.</param>
    /// <param name="signature">"0x" and 128 hexadecimal digits; all else is refused.</param>
    /// <param name="fault">What is wrong; else <see cref="KeyFault.None"/>.</param>
    public bool Verify(string message, string? signature, out KeyFault fault)
    {
        ArgumentNullException.ThrowIfNull(message);
        var size = Encoding.UTF8.GetMaxByteCount(message.Length);
        var rented = size > SmallMessage ? ArrayPool<byte>.Shared.Rent(size) : null;
        var buffer = rented ?? stackalloc byte[SmallMessage];
        var length = Encoding.UTF8.GetBytes(message, buffer);
        var verified = Verify(buffer[..length], signature, out fault);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        return verified;
    }

    /// <summary>Verifies a signature of bytes by this key; otherwise like
    /// <see cref="Verify(string, string?, out KeyFault)"/>.</summary>
    /// <param name="message">What was signed.</param>
    /// <param name="signature">"0x" and 128 hexadecimal digits; all else is refused.</param>
    /// <param name="fault">What is wrong; else <see cref="KeyFault.None"/>.</param>
    public bool Verify(ReadOnlySpan<byte> message, string? signature, out KeyFault fault)
    {
        Span<byte> bytes = stackalloc byte[Sr25519.SignatureSize];
        fault = Hex.TryDecode(signature, bytes) ? Sr25519.Verify(_publicKey, message, bytes) : KeyFault.SignatureMalformed;
        return fault == KeyFault.None;
    }

    /// <inheritdoc/>
    public bool Equals(Hotkey? other) => other is not null && _publicKey.AsSpan().SequenceEqual(other._publicKey);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Hotkey);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        hash.AddBytes(_publicKey); // seeded once a process: whoever grinds keys cannot fill one bucket
        return hash.ToHashCode();
    }

    /// <summary>The address.</summary>
    public override string ToString() => Address;

    private static byte[] Checked(ReadOnlySpan<byte> publicKey)
    {
        var fault = Check(publicKey);
        if (fault != KeyFault.None)
        {
            throw new KeyException(fault, $"{publicKey.Length} bytes are no hotkey: {fault.Describe()}.");
        }

        return publicKey.ToArray();
    }

    private static KeyFault Check(ReadOnlySpan<byte> publicKey)
    {
        if (publicKey.Length != Size)
        {
            return KeyFault.KeyMalformed;
        }

        return publicKey.ContainsAnyExcept((byte)0) ? KeyFault.None : KeyFault.KeyIsIdentity;
    }

    private static string Quoted(string? address)
    {
        const int Longest = 64;
        return address is { Length: > Longest } ? $"{address.AsSpan(0, Longest)}…" : address ?? "";
    }
}
