using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Bittensor.Keys.Schnorrkel;

namespace Bittensor.Keys.Nonces;

/// <summary>Remembers nonces in the memory of this process.</summary>
/// <remarks>
/// A nonce is remembered for as long as any timeout could make it acceptable, since a copy of a request may claim a longer one
/// than the request. Memory is bounded by forgetting the oldest second, which is then refused as a whole: no copy is ever
/// accepted by this window. Other replicas have windows of their own. Safe for concurrent use.
/// </remarks>
public sealed class NonceWindow : INonceWindow
{
    private const long NanosecondsPerTick = 100, NanosecondsPerSecond = 1_000_000_000;
    private const int KeySize = 32, SmallUuid = 64;

    private readonly NonceWindowOptions _options;
    private readonly TimeProvider _time;
    private readonly byte[] _fingerprintKey = RandomNumberGenerator.GetBytes(KeySize);
    private readonly Lock _lock = new();
    private readonly SortedList<long, Second> _seconds = []; // some seventy
    private readonly Dictionary<Hotkey, int> _counts = [];
    private int _count;

    /// <summary>The latest nonce that has been forgotten; it and all before are refused.</summary>
    private long _forgotten;

    /// <summary>Opens a window.</summary>
    /// <param name="options">How long and how many nonces are remembered.</param>
    /// <param name="time">The clock.</param>
    public NonceWindow(NonceWindowOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
        _forgotten = options.RefuseEarlierThanStart ? Now() : -1;
    }

    /// <summary>Number of nonces remembered.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<NonceOutcome> TakeAsync(
        Hotkey hotkey, string uuid, long nonce, TimeSpan timeout, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hotkey);
        ArgumentNullException.ThrowIfNull(uuid);
        cancellationToken.ThrowIfCancellationRequested();
        var fingerprint = Fingerprint(hotkey, uuid, nonce);
        lock (_lock)
        {
            return ValueTask.FromResult(Take(hotkey, fingerprint, nonce, timeout));
        }
    }

    private NonceOutcome Take(Hotkey hotkey, UInt128 fingerprint, long nonce, TimeSpan timeout)
    {
        var now = Now();
        ForgetExpired(now);
        if (nonce > now + Nanoseconds(_options.FutureAllowance))
        {
            return NonceOutcome.FromFuture;
        }

        if (nonce <= _forgotten || nonce < now - Age(timeout))
        {
            return NonceOutcome.Expired;
        }

        var isKnown = _seconds.TryGetValue(nonce / NanosecondsPerSecond, out var second);
        if (isKnown && second!.Fingerprints.Contains(fingerprint))
        {
            return NonceOutcome.Replayed;
        }

        if (_counts.GetValueOrDefault(hotkey) >= _options.CapacityPerHotkey)
        {
            return NonceOutcome.TooMany;
        }

        if (_count >= _options.Capacity)
        {
            ForgetOldest();
        }

        return nonce <= _forgotten ? NonceOutcome.Expired : Add(hotkey, fingerprint, nonce);
    }

    private NonceOutcome Add(Hotkey hotkey, UInt128 fingerprint, long nonce)
    {
        var key = nonce / NanosecondsPerSecond;
        if (!_seconds.TryGetValue(key, out var second))
        {
            second = new Second([], []);
            _seconds.Add(key, second);
        }

        second.Fingerprints.Add(fingerprint);
        CollectionsMarshal.GetValueRefOrAddDefault(second.Counts, hotkey, out _)++;
        CollectionsMarshal.GetValueRefOrAddDefault(_counts, hotkey, out _)++;
        _count++;
        return NonceOutcome.Taken;
    }

    private void ForgetExpired(long now)
    {
        var oldest = now - Age(_options.MaxTimeout);
        while (_seconds.Count > 0 && LastNonce(_seconds.GetKeyAtIndex(0)) < oldest)
        {
            ForgetOldest();
        }
    }

    private void ForgetOldest()
    {
        var key = _seconds.GetKeyAtIndex(0);
        var second = _seconds.GetValueAtIndex(0);
        _seconds.RemoveAt(0);
        _count -= second.Fingerprints.Count;
        _forgotten = Math.Max(_forgotten, LastNonce(key)); // also if the clock is set back
        foreach (var (hotkey, count) in second.Counts)
        {
            ref var left = ref CollectionsMarshal.GetValueRefOrNullRef(_counts, hotkey);
            left -= count;
            if (left == 0)
            {
                _counts.Remove(hotkey);
            }
        }
    }

    /// <summary>16 bytes for a nonce, whatever the uuid's length; with a secret key, so that nobody can make two alike.</summary>
    private UInt128 Fingerprint(Hotkey hotkey, string uuid, long nonce)
    {
        const int Prefix = Hotkey.Size + sizeof(long);
        var size = Prefix + Encoding.UTF8.GetMaxByteCount(uuid.Length);
        var data = uuid.Length <= SmallUuid ? stackalloc byte[size] : new byte[size];
        hotkey.PublicKey.CopyTo(data);
        BinaryPrimitives.WriteInt64LittleEndian(data[Hotkey.Size..], nonce);
        var length = Prefix + Encoding.UTF8.GetBytes(uuid, data[Prefix..]);
        Span<byte> hash = stackalloc byte[16];
        Sodium.Blake2b(hash, data[..length], _fingerprintKey);
        return BinaryPrimitives.ReadUInt128LittleEndian(hash);
    }

    private long Now() => (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks * NanosecondsPerTick;

    private long Age(TimeSpan timeout)
    {
        var counted = TimeSpan.FromTicks(Math.Clamp(timeout.Ticks, 0, _options.MaxTimeout.Ticks));
        return Nanoseconds(_options.Grace + counted);
    }

    private static long Nanoseconds(TimeSpan time) => time.Ticks * NanosecondsPerTick;

    private static long LastNonce(long second) => ((second + 1) * NanosecondsPerSecond) - 1;

    /// <summary>The nonces of one second.</summary>
    /// <param name="Fingerprints">The nonces.</param>
    /// <param name="Counts">Number of them by hotkey.</param>
    private sealed record Second(HashSet<UInt128> Fingerprints, Dictionary<Hotkey, int> Counts);
}
