using Bittensor.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Bittensor.Axon.Http;

/// <summary>Reads a request's body, up to a limit.</summary>
/// <param name="options">The limit.</param>
public sealed class BodyReader(IOptions<AxonOptions> options)
{
    private const int FirstBuffer = 16 << 10;

    /// <summary>Reads the whole body. Memory grows with what arrives, not with what the caller announces.</summary>
    /// <param name="request">The request.</param>
    /// <exception cref="RefusedException">It is larger than <see cref="AxonOptions.MaxBodyBytes"/>; 413.</exception>
    /// <exception cref="SynapseException">It breaks HTTP's rules; <see cref="ReturnCode.RequestDeserializationException"/>.</exception>
    public async Task<ReadOnlyMemory<byte>> ReadAsync(HttpRequest request)
    {
        var limit = options.Value.MaxBodyBytes;
        if (request.ContentLength > limit)
        {
            throw TooLarge(limit);
        }

        try
        {
            return await ReadAsync(request.Body, limit, request.HttpContext.RequestAborted);
        }
        catch (BadHttpRequestException exception)
        {
            throw new SynapseException(
                ReturnCode.RequestDeserializationException, "The body ends early or breaks the rules of HTTP.", exception);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadAsync(Stream body, long limit, CancellationToken cancellationToken)
    {
        var buffer = new byte[FirstBuffer];
        for (var length = 0; ;)
        {
            var read = await body.ReadAsync(buffer.AsMemory(length), cancellationToken);
            length += read;
            if (length > limit)
            {
                throw TooLarge(limit);
            }

            if (read == 0)
            {
                return buffer.AsMemory(0, length);
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, (int)Math.Min(2L * length, limit + 1));
            }
        }
    }

    private static RefusedException TooLarge(long limit) => new(SynapseProblem.BodyTooLarge(limit));
}
