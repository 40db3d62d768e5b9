namespace Compiled.Worker;

/// <summary>Waits for what cannot be cancelled, such as a read from a disk of the network that does not answer.</summary>
internal static class BackgroundRead
{
    /// <summary>Runs it on a thread of the pool, which a cancellation leaves behind: it does not keep the process from ending.</summary>
    public static Task<T> RunAsync<T>(Func<T> read, CancellationToken cancellation) => Task.Run(read, CancellationToken.None).WaitAsync(cancellation);
}
