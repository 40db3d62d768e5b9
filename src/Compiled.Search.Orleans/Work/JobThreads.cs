using System.Collections.Concurrent;

namespace Compiled.Clusters;

/// <summary>
/// The threads that train: a fixed number, of their own, so that hours of arithmetic never occupy the scheduler of the grains or the thread pool that answers other workers. Thread-safe.
/// </summary>
internal sealed class JobThreads : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread[] _threads;

    /// <summary>Starts them.</summary>
    public JobThreads(int count)
    {
        _threads = new Thread[count];
        for (var index = 0; index < count; index++)
        {
            // Below the scheduler's, where the system knows priorities of threads: a worker that does not answer is declared dead.
            _threads[index] = new Thread(Loop) { IsBackground = true, Name = $"training {index}", Priority = ThreadPriority.BelowNormal };
            _threads[index].Start();
        }
    }

    /// <summary>How many.</summary>
    public int Count => _threads.Length;

    /// <summary>Computes on the next free one of the threads.</summary>
    public Task<T> Run<T>(Func<T> work)
    {
        var source = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                source.SetResult(work());
            }
            catch (OperationCanceledException exception)
            {
                source.SetCanceled(exception.CancellationToken);
            }
            catch (Exception exception)
            {
                source.SetException(exception);
            }
        });
        return source.Task;
    }

    /// <summary>Ends the threads after what they are doing.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Loop()
    {
        foreach (var work in _work.GetConsumingEnumerable())
            work();
    }
}
