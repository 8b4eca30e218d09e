using System.Text;
using System.Text.Json;
using Bittensor.Keys.Hashing;

namespace Bittensor.Keys.Bodies;

/// <summary>Hashes the body of a synapse as the SDK's <c>Synapse.body_hash</c> does.</summary>
/// <remarks>
/// The SHA3-256, in hexadecimal, of the SHA3-256s, in hexadecimal and one after the other, of Python's <c>str()</c> of each field
/// that the synapse's class names in <c>required_hash_fields</c>, in that order. Classes name none by default, so the hash says
/// nothing then.
/// </remarks>
public static class BodyHash
{
    /// <summary>The hash of no fields, which the SDK sends by default: SHA3-256 of nothing.</summary>
    public const string OfNothing = "a7ffc6f8bf1ed76651c14756a061d662f580ff4de43b49fa82d80a4b80f8434a";

    /// <summary>Hashes fields as they stand in the body.</summary>
    /// <remarks>A field that the SDK's class declares as float must stand there as one: the SDK hashes "12.0" where the body says
    /// <c>12</c>. For such fields use <see cref="OfTexts"/> with <see cref="PythonText.Of(double)"/>.</remarks>
    /// <param name="values">The fields' values, in the order of the class; JSON null where the body has none.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    /// <exception cref="KeyException">A value has no text; <see cref="KeyFault.ValueMalformed"/>.</exception>
    public static string OfFields(IEnumerable<JsonElement> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var joined = new Sha3Writer();
        foreach (var value in values)
        {
            var field = new Sha3Writer();
            PythonText.Write(value, field);
            AppendHex(joined, field);
        }

        return ToHex(joined);
    }

    /// <summary>Hashes fields whose Python texts are known.</summary>
    /// <param name="texts">The texts, in the order of the class.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string OfTexts(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var joined = new Sha3Writer();
        foreach (var text in texts)
        {
            var field = new Sha3Writer();
            field.Append(Encoding.UTF8.GetBytes(text));
            AppendHex(joined, field);
        }

        return ToHex(joined);
    }

    /// <summary>Hashes the bytes of a whole body, which says more than the SDK's hash but is not the SDK's.</summary>
    /// <param name="body">The body as it travels.</param>
    /// <returns>64 hexadecimal digits in lower case.</returns>
    public static string OfBytes(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[Sha3Writer.HashSize];
        Sha3Writer.Hash(body, hash);
        return Convert.ToHexStringLower(hash);
    }

    private static void AppendHex(Sha3Writer joined, Sha3Writer field) => joined.Append(Encoding.ASCII.GetBytes(ToHex(field)));

    private static string ToHex(Sha3Writer writer)
    {
        Span<byte> hash = stackalloc byte[Sha3Writer.HashSize];
        writer.Finish(hash);
        return Convert.ToHexStringLower(hash);
    }
}
