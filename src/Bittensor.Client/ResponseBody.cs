using System.Buffers;

namespace Bittensor.Client;

/// <summary>The body of an answer, read up to a limit whatever its sender announces, in a buffer that others use after
/// it.</summary>
/// <param name="limit">Bytes that are read at most.</param>
internal sealed class ResponseBody(int limit) : IDisposable
{
    private const int FirstBuffer = 64 * 1024, LargestKept = 512 * 1024, KeptOfASize = 32;

    /// <summary>Holds 30 MiB at most: larger buffers are for answers that few axons give.</summary>
    private static readonly ArrayPool<byte> Pool = ArrayPool<byte>.Create(LargestKept, KeptOfASize);

    private byte[] _buffer = [];
    private int _length;

    /// <summary>Bytes that have arrived.</summary>
    public int Length => _length;

    /// <summary>What has arrived, until this is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Reads the stream to its end.</summary>
    /// <param name="stream">The body.</param>
    /// <param name="announced">Content-Length, if any; believed only where it is small.</param>
    /// <param name="cancellationToken">The deadline.</param>
    /// <returns>False where the body is larger than the limit; what arrived until then is kept.</returns>
    public async Task<bool> ReadAsync(Stream stream, long? announced, CancellationToken cancellationToken)
    {
        if (announced > limit)
        {
            return false;
        }

        Grow(FirstBuffer);
        int read;
        while ((read = await stream.ReadAsync(Free(), cancellationToken)) > 0)
        {
            _length += read;
            if (_length > limit)
            {
                return false;
            }

            if (_length == _buffer.Length)
            {
                Grow(2L * _length);
            }
        }

        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        var used = _buffer;
        _buffer = []; // a second call must not return it again
        Pool.Return(used);
    }

    /// <summary>Where the next bytes go: one more than the limit tells a body that ends there from one that goes on.</summary>
    private Memory<byte> Free() => _buffer.AsMemory(_length, (int)Math.Min(_buffer.Length, limit + 1L) - _length);

    private void Grow(long size)
    {
        var larger = Pool.Rent((int)Math.Min(size, limit + 1L));
        Bytes.CopyTo(larger);
        var used = _buffer;
        _buffer = larger;
        Pool.Return(used);
    }
}
