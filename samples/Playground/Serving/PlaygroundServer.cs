using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Playground.Data;
using Playground.Protocol;
using Playground.Training;

namespace Playground.Serving;

/// <summary>The server: on the loopback address only, for pages of its own only.</summary>
public sealed class PlaygroundServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SessionTable _sessions;

    // Keeps the class that every tab begins with.
    private readonly TrainingRun _warm;

    private PlaygroundServer(WebApplication app, SessionTable sessions, TrainingRun warm) => (_app, _sessions, _warm) = (app, sessions, warm);

    /// <summary>Where it listens, such as http://127.0.0.1:41233.</summary>
    public string Address => $"http://127.0.0.1:{Port}";

    /// <summary>The port.</summary>
    public int Port { get; private set; }

    /// <summary>How many tabs are open.</summary>
    public int Sessions => _sessions.Count;

    /// <summary>Starts it.</summary>
    /// <param name="port">The port; 0 for a free one.</param>
    /// <param name="cancellation">Gives the start up.</param>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<PlaygroundServer> StartAsync(int port = 0, CancellationToken cancellation = default)
    {
        // Nothing of the environment or of files configures it: what it listens on is decided here.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddRoutingCore();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = 0;
            options.Limits.MaxConcurrentConnections = 256;
            options.Listen(IPAddress.Loopback, port);
        });
        var app = builder.Build();
        var sessions = new SessionTable();
        var server = new PlaygroundServer(app, sessions, Warm(cancellation));
        app.Use(new HostCheck(() => server.Port).InvokeAsync);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(30) });
        app.Use(server.ServePagesAsync());
        app.Run(server.ServeAsync);
        await app.StartAsync(cancellation);
        server.Port = new Uri(app.Urls.First()).Port;
        return server;
    }

    /// <summary>
    /// Compiles what a tab begins with, and runs all that it runs: the first compilation in a process takes seconds, the next ones a fraction of one, and a tab should learn within a
    /// second.
    /// </summary>
    private static TrainingRun Warm(CancellationToken cancellation)
    {
        var samples = SampleSource.Of(SessionState.Default);
        var network = DeclaredNetwork.Compile(SessionState.Default.Declaration, samples, cancellation);
        var run = new TrainingRun(SessionState.Default, samples, network.Type);
        _ = Wire.Write(new HelloMessage("", SessionState.Default));
        _ = Wire.Write(network.Describe(null, 0, SessionState.Default, samples));
        for (var step = 0; step < 20; step++)
            _ = run.Step();
        _ = new RunView(run).Frame(default);
        return run;
    }

    /// <summary>Waits until the process is told to end.</summary>
    public Task WaitAsync() => _app.WaitForShutdownAsync();

    /// <summary>Ends all sessions and the server.</summary>
    public ValueTask DisposeAsync()
    {
        GC.KeepAlive(_warm);
        return _app.DisposeAsync();
    }

    /// <summary>The page and its files, where they were built.</summary>
    private Func<RequestDelegate, RequestDelegate> ServePagesAsync()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        var builder = ((IApplicationBuilder)_app).New();
        if (Directory.Exists(folder))
        {
            var files = new PhysicalFileProvider(folder);
            _ = builder.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
            _ = builder.UseStaticFiles(new StaticFileOptions { FileProvider = files });
        }

        return next =>
        {
            builder.Run(next);
            return builder.Build();
        };
    }

    private async Task ServeAsync(HttpContext context)
    {
        var path = context.Request.Path.Value ?? "";
        if (path == "/training")
            await ServeTabAsync(context);
        else if (path.Split('/') is ["", "session", var token, var file])
            await ServeDownloadAsync(context, token, file);
        else
            await ServeTextAsync(context, StatusCodes.Status404NotFound, path == "/" ? "The page has not been built: run npm ci and npm run build in samples/Playground/Web." : "There is no such page.");
    }

    private async Task ServeTabAsync(HttpContext context)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await ServeTextAsync(context, StatusCodes.Status400BadRequest, "/training is a WebSocket.");
            return;
        }

        if (!_sessions.TryEnter())
        {
            await ServeTextAsync(context, StatusCodes.Status503ServiceUnavailable, FormattableString.Invariant($"{Limits.Sessions} tabs are open already: close one."));
            return;
        }

        try
        {
            using var socket = await context.WebSockets.AcceptWebSocketAsync();
            await _sessions.ServeAsync(socket, _app.Lifetime.ApplicationStopping);
        }
        finally
        {
            _sessions.Leave();
        }
    }

    private async Task ServeDownloadAsync(HttpContext context, string token, string file)
    {
        try
        {
            if (_sessions.Find(token) is not { } session || await session.AskAsync(loop => loop.Download(file), context.RequestAborted) is not { } download)
            {
                await ServeTextAsync(context, StatusCodes.Status404NotFound, "There is no such file, or its tab is closed.");
                return;
            }

            var headers = context.Response.Headers;
            headers.CacheControl = "no-store";
            // A report is a page of its own: no script runs in it, and it is not this page's.
            headers.ContentSecurityPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:";
            headers.ContentDisposition = $"attachment; filename=\"{file}\"";
            context.Response.ContentType = download.ContentType;
            context.Response.ContentLength = download.Bytes.Length;
            await context.Response.Body.WriteAsync(download.Bytes, context.RequestAborted);
        }
        catch (InvalidOperationException exception)
        {
            await ServeTextAsync(context, StatusCodes.Status409Conflict, exception.Message);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await ServeTextAsync(context, StatusCodes.Status404NotFound, "The tab has just been closed.");
        }
    }

    private static Task ServeTextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text);
    }
}
