using System.Diagnostics;

namespace Compiled.Clusters.Tests.Harness;

/// <summary>Waits for what other threads do.</summary>
internal static class Until
{
    /// <summary>Returns when it is so; fails when it does not come to that, on a slow machine either.</summary>
    public static async Task SoAsync(Func<bool> isSo, string what)
    {
        var limit = Stopwatch.StartNew();
        while (!isSo())
        {
            Assert.True(limit.Elapsed < TimeSpan.FromMinutes(2), $"It has not come to this: {what}");
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
