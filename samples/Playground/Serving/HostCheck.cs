using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Playground.Serving;

/// <summary>
/// Lets through what a page of this server asks for. A name of another host's that leads to this machine (DNS rebinding) is refused by its Host, and a page of another site by its Origin.
/// </summary>
/// <param name="port">The port of the server.</param>
internal sealed class HostCheck(Func<int> port)
{
    /// <summary>Answers itself, or goes on.</summary>
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws://{Names[0]}:{Port} ws://{Names[1]}:{Port}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        var request = context.Request;
        if (!IsOwn(request.Host.Value))
            return RefuseAsync(context, StatusCodes.Status400BadRequest, "This server answers at 127.0.0.1 and localhost only.");
        var origin = request.Headers.Origin.ToString();
        var isSocket = request.Headers.Upgrade.Count > 0;
        if ((origin.Length > 0 || isSocket) && !(origin.StartsWith("http://", StringComparison.Ordinal) && IsOwn(origin["http://".Length..])))
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "This server answers pages of its own only.");
        if (request.Headers["Sec-Fetch-Site"].ToString() is "cross-site" && request.Path != "/")
            return RefuseAsync(context, StatusCodes.Status403Forbidden, "This server answers pages of its own only.");
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            headers[HeaderNames.Allow] = "GET, HEAD";
            return RefuseAsync(context, StatusCodes.Status405MethodNotAllowed, "This server only answers GET and HEAD.");
        }

        return next(context);
    }

    private static string[] Names { get; } = ["127.0.0.1", "localhost", "[::1]"];

    private string Port => port().ToString(CultureInfo.InvariantCulture);

    private bool IsOwn(string? host) => Array.Exists(Names, name => string.Equals(host, $"{name}:{Port}", StringComparison.OrdinalIgnoreCase));

    private static Task RefuseAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(text);
    }
}
