using System.Diagnostics.Metrics;
using System.Net;
using Compiled.Clusters.Tests.Harness;
using Compiled.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Compiled.Clusters.Tests.Parts;

/// <summary>What a worker answers about itself, in this process.</summary>
public sealed class HealthTests : IDisposable
{
    private readonly int _port = Ports.Free();
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().AddSingleton<SearchMeter>().BuildServiceProvider();
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromMinutes(1) };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SearchMeter Meter => _services.GetRequiredService<SearchMeter>();

    [Fact]
    public async Task A_worker_that_drains_is_not_ready()
    {
        using var health = new HealthEndpoint(IPAddress.Loopback, _port, Meter);
        Assert.Equal((200, true), await AskAsync("/health", "\"status\":\"ok\""));
        Meter.IsDraining = true;
        Assert.Equal((503, true), await AskAsync("/health", "\"status\":\"draining\""));
    }

    [Fact]
    public async Task What_is_counted_is_told()
    {
        using var health = new HealthEndpoint(IPAddress.Loopback, _port, Meter);
        // A meter of somebody else.
        using var other = new Meter("other");
        other.CreateCounter<long>("compiled.search.other").Add(1);
        Meter.Begin();
        Meter.Begin();
        Meter.Complete(TimeSpan.FromSeconds(2));
        Meter.Complete(TimeSpan.FromSeconds(0.5));
        Meter.Lose();
        Meter.End();
        Meter.DataBytes = 7;
        string[] expected =
        [
            "compiled_search_data_bytes 7", "compiled_search_job_duration_seconds_count 2", "compiled_search_job_duration_seconds_sum 2.5", "compiled_search_jobs_completed_total 2",
            "compiled_search_jobs_running 1", "compiled_search_leases_lost_total 1",
        ];
        Assert.Equal((200, true), await AskAsync("/metrics", string.Join('\n', expected) + "\n"));
        Assert.Equal((200, true), await AskAsync("/health", "\"running\":1,\"completed\":2,\"leasesLost\":1,\"dataBytes\":7,"));
    }

    [Fact]
    public async Task Nothing_else_is_answered_and_nothing_can_be_sent()
    {
        using var health = new HealthEndpoint(IPAddress.Loopback, _port, Meter);
        Assert.Equal((404, true), await AskAsync("/", "GET /health or /metrics\n"));
        using var sent = await _http.PostAsync(Address("/health"), new StringContent("stop"), Cancellation);
        Assert.Equal(404, (int)sent.StatusCode);
        using var head = new HttpRequestMessage(HttpMethod.Head, Address("/health"));
        using var answer = await _http.SendAsync(head, Cancellation);
        Assert.Equal((200, ""), ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation)));
        Assert.True(answer.Content.Headers.ContentLength > 50);
    }

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        using var first = new HealthEndpoint(IPAddress.Loopback, _port, Meter);
        var refusal = Assert.Throws<ClusterException>(() => new HealthEndpoint(IPAddress.Loopback, _port, Meter));
        Assert.Contains($"The health endpoint cannot listen on 127.0.0.1:{_port}: ", refusal.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Choose another --health-port.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_address_is_listened_on()
    {
        using var health = new HealthEndpoint(IPAddress.Any, _port, Meter);
        Assert.Equal((200, true), await AskAsync("/health", "\"status\":\"ok\""));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _http.Dispose();
        _services.Dispose();
    }

    private Uri Address(string path) => new($"http://127.0.0.1:{_port}{path}");

    private async Task<(int Code, bool HasText)> AskAsync(string path, string text)
    {
        using var answer = await _http.GetAsync(Address(path), Cancellation);
        return ((int)answer.StatusCode, (await answer.Content.ReadAsStringAsync(Cancellation)).Contains(text, StringComparison.Ordinal));
    }
}
