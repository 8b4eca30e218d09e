using System.Net;

namespace Bittensor.Client;

/// <summary>The HTTP stack below the dendrite: pooled connections, and nothing an axon could use to make work.</summary>
internal static class DendriteHandler
{
    public static SocketsHttpHandler Create(DendriteOptions options) => new()
    {
        AllowAutoRedirect = false, // an axon answers for itself
        AutomaticDecompression = DecompressionMethods.None, // so that the limit on bytes is one on memory
        UseCookies = false,
        UseProxy = false, // axons are addressed directly
        ConnectTimeout = options.ConnectTimeout,
        PooledConnectionLifetime = options.ConnectionLifetime,
        MaxResponseHeadersLength = 32, // KiB
        MaxResponseDrainSize = 64 * 1024,
    };
}
