using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Bittensor.Keys.Hashing;

/// <summary>STROBE-128 over Keccak-f[1600], as far as Merlin uses it: a sponge that keeps what each byte was for.</summary>
/// <remarks>STROBE v1.0.2, https://strobe.sourceforge.io/specs. A value: copying it forks the conversation.</remarks>
internal struct Strobe128
{
    /// <summary>Bytes between two permutations: 200 less twice the 16 of the security level, less the 2 of the framing.</summary>
    private const int Rate = 166;

    private const byte Inbound = 1, Application = 2, Cipher = 4, Meta = 16;
    private KeccakState _state;
    private int _position, _begin;

    /// <summary>Starts a conversation.</summary>
    /// <param name="protocol">Name of the protocol.</param>
    public Strobe128(ReadOnlySpan<byte> protocol)
    {
        var state = Bytes();
        ReadOnlySpan<byte> parameters = [1, Rate + 2, 1, 0, 1, 12 * 8];
        parameters.CopyTo(state);
        "STROBEv1.0.2"u8.CopyTo(state[parameters.Length..]);
        Keccak.Permute(ref _state);
        AbsorbMeta(protocol, more: false);
    }

    /// <summary>Takes in what describes the data to come.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <param name="more">Whether it goes on with the last description.</param>
    public void AbsorbMeta(ReadOnlySpan<byte> data, bool more)
    {
        if (!more)
        {
            Begin(Meta | Application);
        }

        Absorb(data);
    }

    /// <summary>Takes in data that both sides know.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <param name="more">Whether it goes on with the last data.</param>
    public void AbsorbData(ReadOnlySpan<byte> data, bool more)
    {
        if (!more)
        {
            Begin(Application);
        }

        Absorb(data);
    }

    /// <summary>Takes in a secret, so that what comes out depends on it and does not tell it.</summary>
    /// <param name="key">Any number of bytes.</param>
    public void Key(ReadOnlySpan<byte> key)
    {
        Begin(Application | Cipher);
        foreach (var value in key)
        {
            Bytes()[_position] = value;
            Step();
        }
    }

    /// <summary>Gives bytes that depend on everything so far.</summary>
    /// <param name="destination">Receives them; any number.</param>
    public void Squeeze(Span<byte> destination)
    {
        Begin(Inbound | Application | Cipher);
        foreach (ref var value in destination)
        {
            value = Bytes()[_position];
            Bytes()[_position] = 0;
            Step();
        }
    }

    /// <summary>Overwrites the state, which may depend on secrets.</summary>
    public void Clear() => CryptographicOperations.ZeroMemory(Bytes());

    private void Begin(byte operation)
    {
        var before = (byte)_begin;
        _begin = _position + 1;
        Absorb([before, operation]);
        if ((operation & Cipher) != 0 && _position != 0)
        {
            Permute();
        }
    }

    private void Absorb(ReadOnlySpan<byte> data)
    {
        foreach (var value in data)
        {
            Bytes()[_position] ^= value;
            Step();
        }
    }

    private void Step()
    {
        _position++;
        if (_position == Rate)
        {
            Permute();
        }
    }

    private void Permute()
    {
        var state = Bytes();
        state[_position] ^= (byte)_begin;
        state[_position + 1] ^= 0x04;
        state[Rate + 1] ^= 0x80;
        Keccak.Permute(ref _state);
        _position = 0;
        _begin = 0;
    }

    /// <summary>The lanes as bytes; like libsodium's builds, for processors with the low byte first.</summary>
    [UnscopedRef]
    private Span<byte> Bytes() => MemoryMarshal.AsBytes((Span<ulong>)_state);
}
