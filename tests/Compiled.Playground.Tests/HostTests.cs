using System.Net;
using System.Net.WebSockets;

namespace Compiled.Tests;

/// <summary>Who is answered: pages of the server itself, and nobody else.</summary>
public sealed class HostTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.BadRequest)]
    [InlineData("127.0.0.1.evil.example", HttpStatusCode.BadRequest)]
    public async Task The_host_must_be_this_machine(string host, HttpStatusCode expected)
    {
        using var response = await GetAsync("/", request => request.Headers.Host = $"{host}:{fixture.Server.Port}");
        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.0.0.1:1")]
    public async Task The_port_must_be_this_one(string host)
    {
        using var response = await GetAsync("/", request => request.Headers.Host = host);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("https://127.0.0.1:PORT")]
    [InlineData("http://127.0.0.1:PORT.evil.example")]
    [InlineData("")]
    public async Task A_socket_of_another_page_is_refused(string origin)
    {
        using var socket = new ClientWebSocket();
        if (origin.Length > 0)
            socket.Options.SetRequestHeader("Origin", origin.Replace("PORT", $"{fixture.Server.Port}", StringComparison.Ordinal));
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri($"ws://127.0.0.1:{fixture.Server.Port}/training"), Cancellation));
        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task A_page_of_another_site_gets_no_download()
    {
        using var origin = await GetAsync("/session/0/network.cs", static request => request.Headers.Add("Origin", "http://evil.example"));
        Assert.Equal(HttpStatusCode.Forbidden, origin.StatusCode);
        using var fetched = await GetAsync("/session/0/network.cs", static request => request.Headers.Add("Sec-Fetch-Site", "cross-site"));
        Assert.Equal(HttpStatusCode.Forbidden, fetched.StatusCode);
    }

    [Fact]
    public async Task Only_reading_is_allowed_and_a_socket_is_no_page()
    {
        using var posted = await GetAsync("/", static request => request.Method = HttpMethod.Post);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        using var plain = await GetAsync("/training", static _ => { });
        Assert.Equal(HttpStatusCode.BadRequest, plain.StatusCode);
        using var up = await GetAsync("/../PROTOCOL.md", static _ => { });
        Assert.Equal(HttpStatusCode.NotFound, up.StatusCode);
    }

    [Fact]
    public async Task Pages_may_neither_be_framed_nor_load_from_elsewhere()
    {
        using var response = await GetAsync("/", static _ => { });
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'; script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(response.Headers.Contains("Server"));
    }

    private async Task<HttpResponseMessage> GetAsync(string path, Action<HttpRequestMessage> change)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, fixture.Server.Address + path);
        change(request);
        return await client.SendAsync(request, Cancellation);
    }
}
