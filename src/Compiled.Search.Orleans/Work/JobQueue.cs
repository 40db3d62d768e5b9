namespace Compiled.Clusters;

/// <summary>
/// The jobs of a search that are decided and have no result: ready to be handed out, or handed out. What is decided, and in which order, is the state's business alone; who gets a job and
/// when changes nothing in the table. Plain code without a clock or a network, the same in the grain and in the simulation. Not thread-safe.
/// </summary>
internal sealed class JobQueue
{
    private readonly SearchState _state;
    private readonly Queue<SearchJob> _ready = new();
    private readonly Dictionary<int, SearchJob> _open = [];
    private readonly HashSet<int> _handedOut = [];

    /// <summary>Decides what can be decided.</summary>
    public JobQueue(SearchState state)
    {
        _state = state;
        Decide();
    }

    /// <summary>The jobs that no worker has.</summary>
    public int Ready => _ready.Count;

    /// <summary>The jobs that workers have.</summary>
    public int HandedOut => _handedOut.Count;

    /// <summary>Whether all jobs have a result.</summary>
    public bool IsFinished => _state.IsFinished;

    /// <summary>The jobs that workers have, for those who watch over them.</summary>
    public SearchJob[] Watched => [.. _handedOut.Select(index => _open[index])];

    /// <summary>The job that is decided and has no result, or null.</summary>
    public SearchJob? Find(int index) => _open.GetValueOrDefault(index);

    /// <summary>Hands out a job; null if there is none at the moment.</summary>
    public SearchJob? Take()
    {
        while (_ready.TryDequeue(out var job))
        {
            // It may have got a result, from a worker that was thought lost, while it was waiting here.
            if (_open.ContainsKey(job.Index) && _handedOut.Add(job.Index))
                return job;
        }

        return null;
    }

    /// <summary>A job comes back without a result: it is the next to be handed out again.</summary>
    public void Return(int index)
    {
        if (_handedOut.Remove(index) && _open.TryGetValue(index, out var job))
            _ready.Enqueue(job);
    }

    /// <summary>A worker turns out to have a job already: found when a grain begins, after another silo's failure.</summary>
    public void Hold(int index)
    {
        if (_open.ContainsKey(index))
            _ = _handedOut.Add(index);
    }

    /// <summary>A result; what it decides becomes ready.</summary>
    public void Complete(JobResult result)
    {
        _state.Complete(result);
        _ = _open.Remove(result.Index);
        _ = _handedOut.Remove(result.Index);
        Decide();
    }

    private void Decide()
    {
        while (_state.TryNext(out var job))
        {
            _open.Add(job.Index, job);
            _ready.Enqueue(job);
        }
    }
}
