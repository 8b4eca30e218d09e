using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Bittensor.Keys.Wallets;

/// <summary>Reads and writes key files in the layout of btcli: <c>~/.bittensor/wallets/{wallet}/hotkeys/{name}</c>.</summary>
/// <remarks>
/// A file is a JSON object with <c>accountId</c>, <c>publicKey</c>, <c>privateKey</c>, <c>secretPhrase</c>, <c>secretSeed</c> and
/// <c>ss58Address</c>, each a text or null. The key is made from <c>secretSeed</c> (32 bytes), or else from <c>privateKey</c>
/// (64); what else is there must belong to it. Words alone are not enough: btcli writes the seed beside them. No message quotes a
/// file's content.
/// </remarks>
public static class WalletFile
{
    /// <summary>Largest file that is read, in bytes; btcli's have about 700.</summary>
    public const int LargestFile = 64 * 1024;

    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Reads the key of a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="KeyException">
    /// The file cannot be read, is encrypted, malformed or contradicts itself, or holds no secret: the faults that begin with
    /// File, and <see cref="KeyFault.SecretMalformed"/>. The message names the path.
    /// </exception>
    public static Keypair Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var content = new byte[LargestFile + 1];
        try
        {
            using var stream = File.OpenRead(path);
            var length = stream.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
            return Parse(content.AsSpan(0, length), path);
        }
        catch (Exception exception) when (IsOfFileSystem(exception))
        {
            throw new KeyException(KeyFault.FileUnreadable, $"{path} cannot be read: {exception.Message}", exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Makes a new key and writes it to a new file that only its owner can read.</summary>
    /// <param name="path">Path of the file; its folder is made if it is missing.</param>
    /// <returns>The new key.</returns>
    /// <exception cref="KeyException">The file is there already or cannot be written;
    /// <see cref="KeyFault.FileUnreadable"/>.</exception>
    public static Keypair Create(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Span<byte> seed = stackalloc byte[Keypair.SeedSize];
        RandomNumberGenerator.Fill(seed);
        var content = new ArrayBufferWriter<byte>(1024); // large enough, so that it is not copied while it grows
        var keypair = Keypair.FromSeed(seed);
        try
        {
            Write(content, keypair.Hotkey, seed);
            Save(path, content.WrittenSpan);
            return keypair;
        }
        catch (Exception exception) when (IsOfFileSystem(exception))
        {
            keypair.Dispose();
            throw new KeyException(KeyFault.FileUnreadable, $"{path} cannot be written: {exception.Message}", exception);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(seed);
            content.Clear();
        }
    }

    /// <summary>Reads a key from a setting, such as an environment variable or a secret of Key Vault.</summary>
    /// <param name="value">A seed, "0x" and 64 hexadecimal digits; a private key, "0x" and 128; or the content of a key file.
    /// White space around it does not count, nor does a missing "0x".</param>
    /// <param name="name">Name of the setting, for messages.</param>
    /// <exception cref="KeyException">The value is none of these; the same faults as of a file. The message names the
    /// setting.</exception>
    public static Keypair FromSetting(string value, string name)
    {
        ArgumentNullException.ThrowIfNull(value);
        ArgumentNullException.ThrowIfNull(name);
        var text = value.AsSpan().Trim();
        Span<byte> secret = stackalloc byte[Keypair.SecretKeySize];
        try
        {
            var digits = text.StartsWith("0x", StringComparison.Ordinal) ? text[2..] : text;
            if (digits.Length is 2 * Keypair.SeedSize or 2 * Keypair.SecretKeySize
                && Convert.FromHexString(digits, secret, out _, out var length) == OperationStatus.Done)
            {
                return FromSecret(secret[..length], name);
            }
        }
        finally
        {
            CryptographicOperations.ZeroMemory(secret);
        }

        var content = Encoding.UTF8.GetBytes(text.ToString());
        try
        {
            return Parse(content, name);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(content);
        }
    }

    /// <summary>Reads the content of a key file.</summary>
    /// <param name="content">Any bytes.</param>
    /// <param name="source">Where they come from, for messages.</param>
    /// <exception cref="KeyException">The same as of <see cref="Read"/>.</exception>
    public static Keypair Parse(ReadOnlySpan<byte> content, string source)
    {
        if (content.Length > LargestFile)
        {
            throw Fault(KeyFault.FileMalformed, source, $"it has more than {LargestFile} bytes");
        }

        if (EncryptionOf(content) is { } encryption)
        {
            throw Fault(KeyFault.FileEncrypted, source, $"it is encrypted ({encryption}), and no password is asked for; "
                + "expected plain JSON, as btcli writes hotkeys by default");
        }

        using var fields = new WalletFields();
        try
        {
            fields.Read(content, source);
            return ToKeypair(fields, source);
        }
        catch (JsonException)
        {
            // Without the reader's own message, which quotes what it found.
            throw Fault(KeyFault.FileMalformed, source, KeyFault.FileMalformed.Describe());
        }
    }

    /// <summary>Says that a file cannot be used.</summary>
    /// <param name="fault">What is wrong.</param>
    /// <param name="source">Which file.</param>
    /// <param name="problem">What was found and what was expected.</param>
    internal static KeyException Fault(KeyFault fault, string source, string problem) =>
        new(fault, $"No key can be read from {source}: {problem}.");

    private static Keypair ToKeypair(WalletFields fields, string source)
    {
        var keypair = FromFields(fields, source);
        if (fields.Contradicts(keypair.Hotkey))
        {
            keypair.Dispose();
            throw Fault(KeyFault.FileContradictory, source, KeyFault.FileContradictory.Describe());
        }

        return keypair;
    }

    private static Keypair FromFields(WalletFields fields, string source)
    {
        if (!fields.HasSeed && !fields.HasPrivateKey)
        {
            var problem = fields.HasPhrase
                ? "it holds a phrase without secretSeed or privateKey; let btcli make the file anew (btcli wallet regen-hotkey)"
                : KeyFault.FileWithoutSecret.Describe();
            throw Fault(KeyFault.FileWithoutSecret, source, problem);
        }

        if (!fields.HasSeed)
        {
            return FromSecret(fields.PrivateKey, source);
        }

        var keypair = FromSecret(fields.Seed, source);
        if (fields.HasPrivateKey)
        {
            using var other = FromSecret(fields.PrivateKey, source);
            if (other.Hotkey != keypair.Hotkey)
            {
                keypair.Dispose();
                throw Fault(KeyFault.FileContradictory, source, KeyFault.FileContradictory.Describe());
            }
        }

        return keypair;
    }

    private static Keypair FromSecret(ReadOnlySpan<byte> secret, string source)
    {
        try
        {
            return secret.Length == Keypair.SeedSize ? Keypair.FromSeed(secret) : Keypair.FromSecretKey(secret);
        }
        catch (KeyException exception)
        {
            throw Fault(exception.Fault, source, exception.Fault.Describe());
        }
    }

    private static string? EncryptionOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("$NACL"u8))
        {
            return "NaCl";
        }

        if (content.StartsWith("$ANSIBLE_VAULT"u8))
        {
            return "Ansible Vault";
        }

        return content.StartsWith("gAAAAA"u8) ? "Fernet, of old versions" : null;
    }

    private static void Write(ArrayBufferWriter<byte> content, Hotkey hotkey, ReadOnlySpan<byte> seed)
    {
        Span<byte> digits = stackalloc byte[2 + (2 * Keypair.SeedSize)];
        using var writer = new Utf8JsonWriter(content);
        writer.WriteStartObject();
        writer.WriteString("accountId"u8, WriteHex(hotkey.PublicKey, digits));
        writer.WriteString("publicKey"u8, WriteHex(hotkey.PublicKey, digits));
        writer.WriteNull("secretPhrase"u8);
        writer.WriteString("secretSeed"u8, WriteHex(seed, digits));
        writer.WriteString("ss58Address"u8, hotkey.Address);
        writer.WriteEndObject();
        CryptographicOperations.ZeroMemory(digits);
    }

    private static ReadOnlySpan<byte> WriteHex(ReadOnlySpan<byte> bytes, Span<byte> digits)
    {
        "0x"u8.CopyTo(digits);
        Convert.TryToHexStringLower(bytes, digits[2..], out _);
        return digits;
    }

    /// <summary>Whether an exception says that a path cannot be read or written, or is none.</summary>
    private static bool IsOfFileSystem(Exception exception) =>
        exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    private static void Save(string path, ReadOnlySpan<byte> content)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var stream = new FileStream(path, options);
        stream.Write(content);
    }
}
