using System.Net;
using System.Net.Sockets;

namespace Bittensor.Testing;

/// <summary>Ports nobody listens on. Prefer port 0 where the program under test can say which port it got.</summary>
public static class FreePort
{
    /// <summary>Returns a TCP port of 127.0.0.1 that was free a moment ago.</summary>
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
