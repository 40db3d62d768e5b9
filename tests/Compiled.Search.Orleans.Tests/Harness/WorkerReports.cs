namespace Compiled.Clusters.Tests.Harness;

/// <summary>What a worker says about itself.</summary>
internal static class WorkerReports
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(20) };

    /// <summary>A page of its health endpoint, and the code.</summary>
    public static async Task<(int Code, string Text)> GetAsync(this WorkerProcess worker, string path, CancellationToken cancellation)
    {
        using var answer = await Http.GetAsync(new Uri($"http://127.0.0.1:{worker.HealthPort}{path}"), cancellation);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(cancellation));
    }

    /// <summary>The jobs that it has done; none if it does not answer, since it has just begun or ended.</summary>
    public static async Task<double> JobsIfAnyAsync(this WorkerProcess worker, CancellationToken cancellation)
    {
        try
        {
            return await worker.JobsDoneAsync(cancellation);
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }

    /// <summary>The jobs that it has done.</summary>
    public static async Task<double> JobsDoneAsync(this WorkerProcess worker, CancellationToken cancellation)
    {
        var (_, text) = await worker.GetAsync("/metrics", cancellation);
        var line = text.Split('\n').FirstOrDefault(static line => line.StartsWith("compiled_search_jobs_completed_total ", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(line[(line.IndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
    }
}
