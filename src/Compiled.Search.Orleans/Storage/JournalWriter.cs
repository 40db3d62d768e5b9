namespace Compiled.Clusters;

/// <summary>
/// Writes results into the journal, those that arrive during a write together in the next one: storage that is slow makes larger writes, not a longer queue. Only when a result is kept
/// does the search hear of it. Not thread-safe: it is used from one grain.
/// </summary>
internal sealed class JournalWriter(JournalPieces journal, Action<JobResult> kept)
{
    /// <summary>Results per write, so that no write grows without bound.</summary>
    private const int MaxResults = 256;

    private readonly Dictionary<int, Task> _underWay = [];
    private readonly Queue<(JobResult Result, TaskCompletionSource Source)> _pending = new();
    private bool _isWriting;

    /// <summary>Returns when the result is kept. A second result of a job that is being written waits for the first.</summary>
    public Task AppendAsync(JobResult result)
    {
        if (_underWay.TryGetValue(result.Index, out var same))
            return same;
        var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _underWay[result.Index] = source.Task;
        _pending.Enqueue((result, source));
        if (!_isWriting)
            _ = WriteAsync();
        return source.Task;
    }

    private async Task WriteAsync()
    {
        _isWriting = true;
        try
        {
            while (_pending.Count > 0)
            {
                var batch = new List<(JobResult Result, TaskCompletionSource Source)>();
                while (batch.Count < MaxResults && _pending.TryDequeue(out var next))
                    batch.Add(next);
                await WriteAsync(batch);
            }
        }
        finally
        {
            _isWriting = false;
        }
    }

    private async Task WriteAsync(List<(JobResult Result, TaskCompletionSource Source)> batch)
    {
        try
        {
            await journal.AppendAsync([.. batch.Select(static each => JournalLines.Write(each.Result))]);
            foreach (var (result, source) in batch)
            {
                _ = _underWay.Remove(result.Index);
                kept(result);
                source.SetResult();
            }
        }
        catch (Exception exception)
        {
            // Those who handed it in do so again.
            foreach (var (result, source) in batch)
            {
                _ = _underWay.Remove(result.Index);
                _ = source.TrySetException(exception);
            }
        }
    }
}
