namespace Bittensor.Dendrite;

/// <summary>The body of an answer, read up to a limit whatever its sender announces.</summary>
/// <param name="limit">Bytes that are read at most.</param>
internal sealed class ResponseBody(int limit)
{
    private const int FirstBuffer = 64 * 1024;

    private byte[] _buffer = [];
    private int _length;

    /// <summary>Bytes that have arrived.</summary>
    public int Length => _length;

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

        // one byte more than the limit tells a body that ends there from one that goes on
        _buffer = new byte[(int)Math.Min(Math.Max(announced + 1 ?? FirstBuffer, 1), Math.Min(FirstBuffer, limit + 1L))];
        int read;
        while ((read = await stream.ReadAsync(_buffer.AsMemory(_length), cancellationToken)) > 0)
        {
            _length += read;
            if (_length > limit)
            {
                return false;
            }

            if (_length == _buffer.Length)
            {
                Array.Resize(ref _buffer, (int)Math.Min(_buffer.Length * 2L, limit + 1L));
            }
        }

        return true;
    }
}
