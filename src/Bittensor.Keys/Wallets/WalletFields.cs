using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Bittensor.Keys.Wallets;

/// <summary>The fields of a key file, read without making a text of any secret.</summary>
internal sealed class WalletFields : IDisposable
{
    private const string SeedName = "secretSeed", PrivateKeyName = "privateKey", PhraseName = "secretPhrase";
    private const string PublicKeyName = "publicKey", AccountName = "accountId", AddressName = "ss58Address";
    private const string TypeName = "cryptoType";

    /// <summary>Number of sr25519 among the kinds of keys; ed25519 is 0.</summary>
    private const int Sr25519Type = 1;

    private const int LongestValue = 512; // a phrase of 24 words has at most 215 letters

    private readonly byte[] _seed = GC.AllocateArray<byte>(Keypair.SeedSize, pinned: true);
    private readonly byte[] _privateKey = GC.AllocateArray<byte>(Keypair.SecretKeySize, pinned: true);
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private byte[]? _publicKey, _account;
    private string? _address;

    /// <summary>Whether there is a seed.</summary>
    public bool HasSeed { get; private set; }

    /// <summary>Whether there is a private key.</summary>
    public bool HasPrivateKey { get; private set; }

    /// <summary>Whether there is a phrase.</summary>
    public bool HasPhrase { get; private set; }

    /// <summary>The seed; shape [32].</summary>
    public ReadOnlySpan<byte> Seed => _seed;

    /// <summary>The private key; shape [64].</summary>
    public ReadOnlySpan<byte> PrivateKey => _privateKey;

    /// <summary>Reads the fields.</summary>
    /// <param name="content">JSON.</param>
    /// <param name="source">Where it comes from, for messages.</param>
    /// <exception cref="JsonException">It is no JSON.</exception>
    /// <exception cref="KeyException">A field is not what it should be, or stands there twice.</exception>
    public void Read(ReadOnlySpan<byte> content, string source)
    {
        var reader = new Utf8JsonReader(content);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw WalletFile.Fault(KeyFault.FileMalformed, source, KeyFault.FileMalformed.Describe());
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = KnownName(ref reader);
            reader.Read();
            if (name is not null && !_names.Add(name))
            {
                throw WalletFile.Fault(KeyFault.FileMalformed, source, $"it has {name} twice");
            }

            if (name is null || reader.TokenType == JsonTokenType.Null)
            {
                reader.Skip();
            }
            else if (!TrySet(name, ref reader))
            {
                throw WalletFile.Fault(KeyFault.FileMalformed, source, $"{name} is {Expected(name)}");
            }
        }

        reader.Read(); // throws where something follows the object
    }

    /// <summary>Whether a field names another key.</summary>
    /// <param name="hotkey">The key of the secret.</param>
    public bool Contradicts(Hotkey hotkey) =>
        Differs(_publicKey, hotkey) || Differs(_account, hotkey) || (_address is not null && _address != hotkey.Address);

    /// <summary>Overwrites the secrets.</summary>
    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_seed);
        CryptographicOperations.ZeroMemory(_privateKey);
    }

    private static bool Differs(byte[]? key, Hotkey hotkey) => key is not null && !hotkey.PublicKey.SequenceEqual(key);

    private static string? KnownName(ref Utf8JsonReader reader)
    {
        foreach (var name in (ReadOnlySpan<string>)
            [SeedName, PrivateKeyName, PhraseName, PublicKeyName, AccountName, AddressName, TypeName])
        {
            if (reader.ValueTextEquals(name))
            {
                return name;
            }
        }

        return null;
    }

    private static string Expected(string name) => name switch
    {
        SeedName => "not \"0x\" and 64 hexadecimal digits",
        PrivateKeyName => "not \"0x\" and 128 hexadecimal digits",
        TypeName => "not 1, which is sr25519",
        PhraseName => "no text",
        _ => "no public key",
    };

    private bool TrySet(string name, ref Utf8JsonReader reader)
    {
        if (name == TypeName)
        {
            return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var type) && type == Sr25519Type;
        }

        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > LongestValue)
        {
            return false;
        }

        Span<byte> buffer = stackalloc byte[LongestValue];
        try
        {
            return TrySet(name, buffer[..reader.CopyString(buffer)]);
        }
        catch (InvalidOperationException)
        {
            return false; // half a character, or bytes that are no UTF-8
        }
        finally
        {
            CryptographicOperations.ZeroMemory(buffer);
        }
    }

    private bool TrySet(string name, ReadOnlySpan<byte> value)
    {
        switch (name)
        {
            case SeedName:
                HasSeed = Hex.TryDecode(value, _seed);
                return HasSeed;
            case PrivateKeyName:
                HasPrivateKey = Hex.TryDecode(value, _privateKey);
                return HasPrivateKey;
            case PhraseName:
                HasPhrase = true;
                return true;
            case PublicKeyName:
                _publicKey = new byte[Hotkey.Size];
                return Hex.TryDecode(value, _publicKey);
            case AccountName:
                _account = new byte[Hotkey.Size];
                return Hex.TryDecode(value, _account);
            default:
                _address = Encoding.UTF8.GetString(value);
                return true;
        }
    }
}
