using System.Buffers;
using System.Text.Unicode;

namespace Bittensor.Keys;

/// <summary>What a dendrite signs: <c>{nonce}.{dendrite}.{axon}.{uuid}.{body hash}</c>.</summary>
/// <remarks>
/// Neither the timeout nor the synapse's name is signed. So that the text can be read in one way only, a uuid with a full stop
/// and a hash of another form than the SDK's are refused: else one signature would serve two uuids, and be no replay for the
/// second.
/// </remarks>
/// <param name="Nonce">When the request was made: nanoseconds since 1970, from 0.</param>
/// <param name="Dendrite">Who asks, and signs.</param>
/// <param name="Axon">Who is asked.</param>
/// <param name="Uuid">The dendrite's process: 1 to 64 ASCII letters, digits, '-' and '_'.</param>
/// <param name="BodyHash">SHA3-256 of the body's signed fields: 64 hexadecimal digits in lower case.</param>
public sealed record RequestMessage(long Nonce, Hotkey Dendrite, Hotkey Axon, string Uuid, string BodyHash)
{
    /// <summary>Signs the message.</summary>
    /// <param name="dendrite">The keypair of <see cref="Dendrite"/>.</param>
    /// <returns>"0x" and 128 hexadecimal digits.</returns>
    /// <exception cref="ArgumentException">The keypair is another's.</exception>
    /// <exception cref="KeyException">
    /// The nonce, the uuid or the hash has another form; <see cref="KeyFault.MessageMalformed"/>.
    /// </exception>
    public string Sign(Keypair dendrite)
    {
        Span<byte> text = stackalloc byte[MessageText.LongestMessage];
        MessageText.ThrowIfAnother(dendrite, Dendrite);
        if (!MessageText.TryWrite(Nonce, Dendrite, Axon, Uuid, BodyHash ?? "", text, out var length))
        {
            throw new KeyException(
                KeyFault.MessageMalformed, $"No message can be made: {KeyFault.MessageMalformed.Describe()}.");
        }

        return dendrite.Sign(text[..length]);
    }

    /// <summary>Verifies the dendrite's signature.</summary>
    /// <param name="signature">Any text, or none.</param>
    /// <param name="fault">What is wrong; else <see cref="KeyFault.None"/>.</param>
    public bool Verify(string? signature, out KeyFault fault)
    {
        Span<byte> text = stackalloc byte[MessageText.LongestMessage];
        fault = KeyFault.MessageMalformed;
        return MessageText.TryWrite(Nonce, Dendrite, Axon, Uuid, BodyHash ?? "", text, out var length)
            && Dendrite.Verify(text[..length], signature, out fault);
    }

    /// <summary>The text that is signed.</summary>
    public override string ToString() => $"{Nonce}.{Dendrite}.{Axon}.{Uuid}.{BodyHash}";
}

/// <summary>What an axon signs in its answer: <c>{nonce}.{dendrite}.{axon}.{uuid}</c>. The answer's body is not signed.</summary>
/// <param name="Nonce">When the answer was made: nanoseconds since 1970, from 0.</param>
/// <param name="Dendrite">Who asked.</param>
/// <param name="Axon">Who answers, and signs.</param>
/// <param name="Uuid">The axon's process: 1 to 64 ASCII letters, digits, '-' and '_'.</param>
public sealed record AnswerMessage(long Nonce, Hotkey Dendrite, Hotkey Axon, string Uuid)
{
    /// <summary>Signs the message.</summary>
    /// <param name="axon">The keypair of <see cref="Axon"/>.</param>
    /// <returns>"0x" and 128 hexadecimal digits.</returns>
    /// <exception cref="ArgumentException">The keypair is another's.</exception>
    /// <exception cref="KeyException">The nonce or the uuid has another form;
    /// <see cref="KeyFault.MessageMalformed"/>.</exception>
    public string Sign(Keypair axon)
    {
        Span<byte> text = stackalloc byte[MessageText.LongestMessage];
        MessageText.ThrowIfAnother(axon, Axon);
        if (!MessageText.TryWrite(Nonce, Dendrite, Axon, Uuid, null, text, out var length))
        {
            throw new KeyException(
                KeyFault.MessageMalformed, $"No message can be made: {KeyFault.MessageMalformed.Describe()}.");
        }

        return axon.Sign(text[..length]);
    }

    /// <summary>Verifies the axon's signature.</summary>
    /// <param name="signature">Any text, or none.</param>
    /// <param name="fault">What is wrong; else <see cref="KeyFault.None"/>.</param>
    public bool Verify(string? signature, out KeyFault fault)
    {
        Span<byte> text = stackalloc byte[MessageText.LongestMessage];
        fault = KeyFault.MessageMalformed;
        return MessageText.TryWrite(Nonce, Dendrite, Axon, Uuid, null, text, out var length)
            && Axon.Verify(text[..length], signature, out fault);
    }

    /// <summary>The text that is signed.</summary>
    public override string ToString() => $"{Nonce}.{Dendrite}.{Axon}.{Uuid}";
}

/// <summary>Checks the parts of a signed message and writes them as UTF-8.</summary>
internal static class MessageText
{
    /// <summary>Upper bound of a message's size in bytes: 19 digits, two addresses of 48, a uuid and a hash of 64, four full
    /// stops.</summary>
    public const int LongestMessage = 256;

    private const int LongestUuid = 64, HashLength = 64;

    private static readonly SearchValues<char> UuidLetters =
        SearchValues.Create("-0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> HashDigits = SearchValues.Create("0123456789abcdef");

    /// <summary>Writes a message if every part has its form.</summary>
    /// <param name="nonce">Any number.</param>
    /// <param name="dendrite">Who asks.</param>
    /// <param name="axon">Who is asked.</param>
    /// <param name="uuid">Any text.</param>
    /// <param name="bodyHash">Any text; null where the message has none.</param>
    /// <param name="text">Receives the UTF-8; <see cref="LongestMessage"/> bytes.</param>
    /// <param name="length">Number of bytes received.</param>
    public static bool TryWrite(
        long nonce, Hotkey dendrite, Hotkey axon, string? uuid, string? bodyHash, Span<byte> text, out int length)
    {
        length = 0;
        if (nonce < 0 || !IsUuid(uuid) || (bodyHash is not null && !IsHash(bodyHash)))
        {
            return false;
        }

        return bodyHash is null
            ? Utf8.TryWrite(text, $"{nonce}.{dendrite.Address}.{axon.Address}.{uuid}", out length)
            : Utf8.TryWrite(text, $"{nonce}.{dendrite.Address}.{axon.Address}.{uuid}.{bodyHash}", out length);
    }

    /// <summary>Refuses a keypair that is not the signer's.</summary>
    /// <param name="keypair">Who is to sign.</param>
    /// <param name="signer">Who signs by the message.</param>
    public static void ThrowIfAnother(Keypair keypair, Hotkey signer)
    {
        ArgumentNullException.ThrowIfNull(keypair);
        if (keypair.Hotkey != signer)
        {
            throw new ArgumentException($"The keypair is that of {keypair}; expected that of {signer}.", nameof(keypair));
        }
    }

    private static bool IsUuid(string? uuid) =>
        uuid is { Length: > 0 and <= LongestUuid } && !uuid.AsSpan().ContainsAnyExcept(UuidLetters);

    private static bool IsHash(string hash) => hash.Length == HashLength && !hash.AsSpan().ContainsAnyExcept(HashDigits);
}
