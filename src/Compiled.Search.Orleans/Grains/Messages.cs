using Orleans;
using Orleans.Runtime;

namespace Compiled.Clusters;

/// <summary>A search as it is handed in: what is searched, and which data it is trained on.</summary>
/// <param name="Definition">The definition, as the journal's header has it.</param>
/// <param name="Data">The name of the data: the hash of their image.</param>
/// <param name="DataBytes">How much memory a silo needs for them.</param>
/// <param name="Version">The library of who submits.</param>
[GenerateSerializer]
[Immutable]
internal sealed record Submission(string Definition, string Data, long DataBytes, string Version);

/// <summary>Who asks for work.</summary>
/// <param name="Name">What a user calls it.</param>
/// <param name="Silo">The process.</param>
/// <param name="Version">Its library: a search is not shared between versions.</param>
/// <param name="Tier">Its vectors: all tiers compute the same bits.</param>
/// <param name="DataBytes">The most data that it keeps.</param>
[GenerateSerializer]
[Immutable]
internal sealed record WorkerCard(string Name, SiloAddress Silo, string Version, string Tier, long DataBytes);

/// <summary>A worker with free threads.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record TakeRequest(WorkerCard Worker, int Slots, TimeSpan Wait);

/// <summary>What it gets.</summary>
/// <param name="Outcome">Whether to ask again.</param>
/// <param name="Reason">Why not.</param>
/// <param name="Jobs">At most as many as asked for.</param>
[GenerateSerializer]
[Immutable]
internal sealed record TakeReply(TakeOutcome Outcome, string? Reason, JobOffer[] Jobs);

/// <summary>Whether a worker should ask a search again.</summary>
internal enum TakeOutcome
{
    /// <summary>There may be work, now or later.</summary>
    Open,

    /// <summary>There will be no more.</summary>
    Over,

    /// <summary>Not for this worker.</summary>
    Refused,
}

/// <summary>A job that a worker may lease.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record JobOffer(int Index, int Trial, string Job);

/// <summary>A lease: valid for a time, renewed while the job runs. The token is the fence: who holds an older one is refused.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record LeaseGrant(long Token, TimeSpan Duration);

/// <summary>What became of a result.</summary>
internal enum Reception
{
    /// <summary>It is in the journal.</summary>
    Kept,

    /// <summary>It was there already, and is the same.</summary>
    Repeated,

    /// <summary>The lease is somebody else's, or the search is gone.</summary>
    Refused,
}

/// <summary>What was measured, outside of the search's promise.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record JobFacts(string Worker, string Tier, double Seconds);

/// <summary>The state of a search, for those who watch it.</summary>
[GenerateSerializer]
[Immutable]
internal sealed record SearchReport(
    string Name, string Phase, string? Reason, int Trials, int Jobs, int Running, int Waiting, int? BestTrial, double BestObjective, long Repeated);
