using System.Net.WebSockets;
using System.Threading.Channels;
using Playground.Protocol;

namespace Playground.Serving;

/// <summary>Where the training of a tab puts what there is to tell. Called on the thread of the training only.</summary>
internal interface IOutbox
{
    /// <summary>Whether a frame would be sent soon: where the tab is slow, frames are left out.</summary>
    bool HasRoom { get; }

    /// <summary>Sends a message; waits where the tab is slow.</summary>
    void Send(ServerMessage message);

    /// <summary>Sends a frame.</summary>
    void SendFrame(byte[] frame);
}

/// <summary>One tab: its socket, and the thread that trains for it, which ends with the socket.</summary>
internal sealed class TabSession : IOutbox
{
    private const int Waiting = 32;
    private const int WaitingFrames = 2;

    private readonly WebSocket _socket;
    private readonly CancellationTokenSource _end;
    private readonly Channel<(byte[] Bytes, bool IsFrame)> _outbox = Channel.CreateBounded<(byte[], bool)>(Waiting);
    private readonly TrainingLoop _loop;
    private int _frames;

    public TabSession(string token, WebSocket socket, CancellationToken stopping)
    {
        (Token, _socket) = (token, socket);
        _end = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        _loop = new(this, _end.Token);
    }

    /// <summary>What downloads name the session by; nobody can guess it.</summary>
    public string Token { get; }

    public bool HasRoom => Volatile.Read(ref _frames) < WaitingFrames;

    /// <summary>The training thread, for tests.</summary>
    internal Thread? Thread { get; private set; }

    /// <summary>Serves the tab until its socket closes.</summary>
    public async Task RunAsync()
    {
        Send(new HelloMessage(Token, SessionState.Default));
        Exception? failure = null;
        Thread = new Thread(() =>
        {
            try
            {
                _loop.Run();
            }
            catch (Exception exception)
            {
                // A fault of ours ends this tab, not the server.
                failure = exception;
            }

            _end.Cancel();
        })
        {
            IsBackground = true,
            Name = "training",
        };
        Thread.Start();
        var sending = SendAllAsync();
        try
        {
            await ReceiveAllAsync();
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException)
        {
            // The tab is gone.
        }
        finally
        {
            await _end.CancelAsync();
            await Task.Run(Thread.Join);
            await sending;
            _end.Dispose();
        }

        if (failure is not null)
            await Console.Error.WriteLineAsync($"A training ended with a fault: {failure}");
    }

    /// <summary>Does something on the thread of the training, between steps.</summary>
    public async Task<T> AskAsync<T>(Func<TrainingLoop, T> ask, CancellationToken cancellation)
    {
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var registration = _end.Token.Register(() => answer.TrySetCanceled());
        await _loop.PostAsync(
            () =>
            {
                try
                {
                    _ = answer.TrySetResult(ask(_loop));
                }
                catch (Exception exception)
                {
                    _ = answer.TrySetException(exception);
                }
            },
            cancellation);
        return await answer.Task.WaitAsync(cancellation);
    }

    public void Send(ServerMessage message) => Put(Wire.Write(message), isFrame: false);

    public void SendFrame(byte[] frame)
    {
        Interlocked.Increment(ref _frames);
        Put(frame, isFrame: true);
    }

    private void Put(byte[] bytes, bool isFrame)
    {
        if (!_outbox.Writer.TryWrite((bytes, isFrame)))
            _outbox.Writer.WriteAsync((bytes, isFrame), _end.Token).AsTask().Wait(_end.Token);
    }

    private async Task SendAllAsync()
    {
        try
        {
            await foreach (var (bytes, isFrame) in _outbox.Reader.ReadAllAsync(_end.Token))
            {
                await _socket.SendAsync(bytes, isFrame ? WebSocketMessageType.Binary : WebSocketMessageType.Text, endOfMessage: true, _end.Token);
                if (isFrame)
                    Interlocked.Decrement(ref _frames);
            }
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException)
        {
            await _end.CancelAsync();
        }
    }

    private async Task ReceiveAllAsync()
    {
        var buffer = new byte[16 * 1024];
        var message = new MemoryStream();
        while (_socket.State == WebSocketState.Open)
        {
            var received = await _socket.ReceiveAsync(buffer.AsMemory(), _end.Token);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
                return;
            }

            if (message.Length + received.Count > Limits.MessageBytes)
            {
                await _socket.CloseOutputAsync(WebSocketCloseStatus.MessageTooBig, "A message must have at most 1 MiB.", CancellationToken.None);
                return;
            }

            message.Write(buffer, 0, received.Count);
            if (!received.EndOfMessage)
                continue;
            var text = message.ToArray();
            message.SetLength(0);
            await _loop.PostAsync(() => _loop.Handle(text), _end.Token);
        }
    }
}
