using System.Net;
using System.Net.Sockets;

namespace Compiled.Clusters.Tests.Harness;

/// <summary>Free ports of loopback. Each is given once per process, so that two of a test's processes never get the same.</summary>
internal static class Ports
{
    private static readonly Lock Guard = new();
    private static readonly HashSet<int> Given = [];

    /// <summary>A port that nobody listens on.</summary>
    public static int Free()
    {
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            using var listener = new TcpListener(IPAddress.Loopback, 0);
            listener.Start();
            var port = ((IPEndPoint)listener.LocalEndpoint).Port;
            lock (Guard)
            {
                if (Given.Add(port))
                    return port;
            }
        }

        throw new InvalidOperationException("Loopback has no free port.");
    }
}
