using System.Buffers.Binary;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Playground.Serving;

namespace Compiled.Tests;

/// <summary>A tab without a browser: it speaks the protocol.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly byte[] _buffer = new byte[1 << 20];

    private Tab()
    {
    }

    /// <summary>Downloads of the session are named by it.</summary>
    public string Session { get; private set; } = "";

    /// <summary>The first message.</summary>
    public JsonElement Hello { get; private set; }

    /// <summary>The last frame that came.</summary>
    public byte[] Frame { get; private set; } = [];

    /// <summary>Frames so far.</summary>
    public int Frames { get; private set; }

    /// <summary>The step of the last frame.</summary>
    public int Step => BinaryPrimitives.ReadInt32LittleEndian(Frame.AsSpan(8));

    public float TestAccuracy => BinaryPrimitives.ReadSingleLittleEndian(Frame.AsSpan(28));

    /// <summary>Opens a tab, and waits for its hello.</summary>
    public static async Task<Tab> OpenAsync(PlaygroundServer server)
    {
        var tab = new Tab();
        tab._socket.Options.SetRequestHeader("Origin", server.Address);
        await tab._socket.ConnectAsync(new Uri($"ws://127.0.0.1:{server.Port}/training"), Cancellation);
        tab.Hello = await tab.NextAsync("hello");
        tab.Session = tab.Hello.GetProperty("session").GetString()!;
        _ = await tab.NextAsync("data");
        await tab.FrameAsync();
        return tab;
    }

    /// <summary>Sends a message.</summary>
    public Task SendAsync(string json) => _socket.SendAsync(System.Text.Encoding.UTF8.GetBytes(json), WebSocketMessageType.Text, true, Cancellation);

    /// <summary>Sends a state with some fields set.</summary>
    public Task StateAsync(object fields, int? id = null) => SendAsync(new JsonObject { ["type"] = "state", ["id"] = id, ["state"] = JsonSerializer.SerializeToNode(fields) }.ToJsonString());

    /// <summary>Sends a message, and waits for one of a type; a refusal instead fails.</summary>
    public async Task<JsonElement> AskAsync(string json, string type)
    {
        await SendAsync(json);
        return await NextAsync(type);
    }

    /// <summary>Sets a state, and waits until it is in use.</summary>
    public async Task<JsonElement> UseAsync(object fields)
    {
        await StateAsync(fields);
        return await NextAsync("network");
    }

    /// <summary>Waits for a message of one of some types.</summary>
    public async Task<JsonElement> NextAsync(params string[] types)
    {
        while (true)
        {
            if (await ReceiveAsync() is not { } message)
                continue;
            var type = message.GetProperty("type").GetString()!;
            if (types.Contains(type))
                return message;
            if (type is "rejected" or "problems")
                throw new InvalidOperationException($"{string.Join(" or ", types)} was expected, but this came: {message}");
        }
    }

    /// <summary>Waits for the next frame.</summary>
    public async Task FrameAsync()
    {
        var frames = Frames;
        while (Frames == frames)
            _ = await ReceiveAsync();
    }

    /// <summary>Waits until the server closes; gives the code.</summary>
    public async Task<WebSocketCloseStatus?> ClosedAsync()
    {
        while (_socket.State is WebSocketState.Open)
            _ = await ReceiveAsync();
        return _socket.CloseStatus;
    }

    public async ValueTask DisposeAsync()
    {
        if (_socket.State == WebSocketState.Open)
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        _socket.Dispose();
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A message; null for a frame.</summary>
    private async Task<JsonElement?> ReceiveAsync()
    {
        var length = 0;
        while (true)
        {
            var received = await _socket.ReceiveAsync(_buffer.AsMemory(length), Cancellation);
            length += received.Count;
            if (received.MessageType == WebSocketMessageType.Close)
                return null;
            if (!received.EndOfMessage)
                continue;
            if (received.MessageType == WebSocketMessageType.Text)
                return JsonDocument.Parse(_buffer.AsMemory(0, length)).RootElement.Clone();
            Frame = _buffer[..length];
            Frames++;
            return null;
        }
    }
}
