using Orleans;
using Orleans.Concurrency;

namespace Compiled.Clusters;

/// <summary>One search: it decides, keeps the journal and hands out work. The key is the name of the search.</summary>
[Alias("Compiled.Search")]
internal interface ISearchGrain : IGrainWithStringKey
{
    /// <summary>Begins the search, or finds it begun with the same definition and data.</summary>
    /// <returns>Why not, or null.</returns>
    [Alias("Submit")]
    Task<string?> Submit(Submission submission);

    /// <summary>What is searched; null if there is none of this name.</summary>
    [Alias("Describe")]
    Task<Submission?> Describe();

    /// <summary>Work for a worker; it waits for some if there is none at the moment.</summary>
    [Alias("Take")]
    Task<TakeReply> Take(TakeRequest request);

    /// <summary>A result; returns when it is in the journal.</summary>
    [Alias("Complete")]
    Task<Reception> Complete(int job, string result, JobFacts facts);

    /// <summary>A worker could not finish a job.</summary>
    [Alias("Return")]
    Task Return(int job, string? error);

    /// <summary>How far it is.</summary>
    [Alias("Report")]
    Task<SearchReport?> Report();

    /// <summary>The lines of one piece of the journal; none after the last.</summary>
    [Alias("Lines")]
    Task<string[]> Lines(int piece);

    /// <summary>No more work is handed out; what is done is kept, and a submission of the same goes on.</summary>
    [Alias("Stop")]
    Task Stop();

    /// <summary>Stops it and removes everything of it.</summary>
    [Alias("Remove")]
    Task Remove();
}

/// <summary>One trial of a search: the lease of its job. The key is the name of the search, a slash and the trial.</summary>
[Alias("Compiled.Trial")]
internal interface ITrialGrain : IGrainWithStringKey
{
    /// <summary>Leases a job; null if somebody holds it.</summary>
    [Alias("Acquire")]
    Task<LeaseGrant?> Acquire(int job, WorkerCard worker);

    /// <summary>Holds a lease for longer; false if it is lost.</summary>
    [Alias("Renew")]
    Task<bool> Renew(int job, long token);

    /// <summary>Gives a job back.</summary>
    [Alias("Release")]
    Task Release(int job, long token, string? error);

    /// <summary>Whether somebody holds a job. A search asks while it is activated, perhaps by the very trial that hands in a result and waits for the answer.</summary>
    [Alias("IsHeld")]
    [AlwaysInterleave]
    Task<bool> IsHeld(int job);

    /// <summary>Hands in the result, if the lease still holds.</summary>
    [Alias("Complete")]
    Task<Reception> Complete(int job, long token, string result, JobFacts facts);
}

/// <summary>The names of all searches of the cluster. One grain.</summary>
[Alias("Compiled.SearchList")]
internal interface ISearchListGrain : IGrainWithIntegerKey
{
    /// <summary>Those that may have work.</summary>
    [Alias("Open")]
    [AlwaysInterleave]
    Task<string[]> Open();

    /// <summary>All.</summary>
    [Alias("All")]
    Task<string[]> All();

    /// <summary>One more, or one that goes on.</summary>
    [Alias("Add")]
    Task Add(string name);

    /// <summary>One has no more work.</summary>
    [Alias("Close")]
    Task Close(string name);

    /// <summary>One is gone.</summary>
    [Alias("Remove")]
    Task Remove(string name);
}

/// <summary>Data that a client uploads. The key is the SHA-256 of its image.</summary>
[Alias("Compiled.Data")]
internal interface IDataGrain : IGrainWithStringKey
{
    /// <summary>Whether they are there as a whole.</summary>
    [Alias("IsThere")]
    Task<bool> IsThere();

    /// <summary>Whether one piece is there.</summary>
    [Alias("Has")]
    Task<bool> Has(int piece);

    /// <summary>One piece.</summary>
    [Alias("Put")]
    Task Put(int piece, byte[] bytes);

    /// <summary>All pieces are there: they are verified.</summary>
    /// <returns>Why not, or null.</returns>
    [Alias("Commit")]
    Task<string?> Commit(long length);
}
