using System.Net;
using System.Net.Sockets;

namespace Compiled.Clusters.Tests.Harness;

/// <summary>Passes connections on to a port of loopback, until it is cut: then what runs is closed, and what comes is refused.</summary>
internal sealed class TcpRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly int _target;
    private readonly Lock _lock = new();
    private readonly HashSet<TcpClient> _clients = [];
    private readonly CancellationTokenSource _end = new();
    private bool _isCut;

    /// <summary>Begins to pass on.</summary>
    public TcpRelay(int target)
    {
        _target = target;
        _listener.Start();
        _ = Task.Run(AcceptAsync);
    }

    /// <summary>Where it listens.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Closes everything, and refuses what comes.</summary>
    public void Cut()
    {
        lock (_lock)
        {
            _isCut = true;
            foreach (var client in _clients)
                client.Dispose();
            _clients.Clear();
        }
    }

    /// <summary>Passes on again.</summary>
    public void Mend()
    {
        lock (_lock)
            _isCut = false;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _listener.Stop();
        Cut();
        _end.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
                _ = PassAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // The end.
        }
    }

    private async Task PassAsync(TcpClient near)
    {
        var far = new TcpClient();
        try
        {
            lock (_lock)
            {
                if (_isCut)
                    return;
                _ = _clients.Add(near);
                _ = _clients.Add(far);
            }

            await far.ConnectAsync(IPAddress.Loopback, _target);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception exception) when (exception is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // One side is gone, so is the other.
        }
        finally
        {
            near.Dispose();
            far.Dispose();
            lock (_lock)
            {
                _ = _clients.Remove(near);
                _ = _clients.Remove(far);
            }
        }
    }
}
