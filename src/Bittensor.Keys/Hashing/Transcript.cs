using System.Buffers.Binary;

namespace Bittensor.Keys.Hashing;

/// <summary>A Merlin transcript: labelled messages go in, challenges that depend on all of them come out.</summary>
/// <remarks>Merlin v1.0, https://merlin.cool. A value: copying it forks the transcript.</remarks>
internal struct Transcript
{
    private Strobe128 _strobe;

    /// <summary>Starts a transcript.</summary>
    /// <param name="protocol">What the transcript is for, so that no two protocols share challenges.</param>
    public Transcript(ReadOnlySpan<byte> protocol)
    {
        _strobe = new Strobe128("Merlin v1.0"u8);
        Append("dom-sep"u8, protocol);
    }

    /// <summary>Takes in a message.</summary>
    /// <param name="label">What the message is.</param>
    /// <param name="message">Any number of bytes.</param>
    public void Append(ReadOnlySpan<byte> label, ReadOnlySpan<byte> message) => Append(label, [], message, []);

    /// <summary>Takes in a message given in three parts, as if they were one.</summary>
    /// <param name="label">What the message is.</param>
    /// <param name="before">The first part.</param>
    /// <param name="message">The second part.</param>
    /// <param name="after">The third part.</param>
    public void Append(
        ReadOnlySpan<byte> label, ReadOnlySpan<byte> before, ReadOnlySpan<byte> message, ReadOnlySpan<byte> after)
    {
        Describe(label, before.Length + message.Length + after.Length);
        _strobe.AbsorbData(before, more: false);
        _strobe.AbsorbData(message, more: true);
        _strobe.AbsorbData(after, more: true);
    }

    /// <summary>Draws a challenge.</summary>
    /// <param name="label">What the challenge is.</param>
    /// <param name="challenge">Receives it; any number of bytes.</param>
    public void Challenge(ReadOnlySpan<byte> label, Span<byte> challenge)
    {
        Describe(label, challenge.Length);
        _strobe.Squeeze(challenge);
    }

    /// <summary>Draws secret bytes that depend on the transcript, on a secret and on chance, and leaves the transcript as it
    /// is.</summary>
    /// <remarks>So a nonce never repeats for two messages even where the source of chance fails (Merlin's
    /// TranscriptRng).</remarks>
    /// <param name="label">What the bytes are.</param>
    /// <param name="secret">A secret of the caller.</param>
    /// <param name="randomness">32 random bytes.</param>
    /// <param name="witness">Receives the bytes; any number.</param>
    public readonly void Witness(
        ReadOnlySpan<byte> label, ReadOnlySpan<byte> secret, ReadOnlySpan<byte> randomness, Span<byte> witness)
    {
        var fork = this;
        fork.Describe(label, secret.Length);
        fork._strobe.Key(secret);
        fork._strobe.AbsorbMeta("rng"u8, more: false);
        fork._strobe.Key(randomness);
        fork.Describe(witness.Length, more: false);
        fork._strobe.Squeeze(witness);
        fork._strobe.Clear();
    }

    private void Describe(ReadOnlySpan<byte> label, int length)
    {
        _strobe.AbsorbMeta(label, more: false);
        Describe(length, more: true);
    }

    private void Describe(int length, bool more)
    {
        Span<byte> bytes = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, length);
        _strobe.AbsorbMeta(bytes, more);
    }
}
