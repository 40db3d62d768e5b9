using Orleans;
using Orleans.Runtime;

namespace Compiled.Clusters;

/// <summary>
/// Refuses, before it joins, a worker whose library is not that of the cluster: it would host grains, and decide, with other code. The version is part of a silo's name, which every
/// clustering provider keeps. Two that start at the same time are caught by the searches themselves, which refuse another version too.
/// </summary>
internal sealed class VersionGate(IClusterMembershipService membership, ILocalSiloDetails self, WorkerOptions options) : ILifecycleParticipant<ISiloLifecycle>
{
    private const char Separator = '@';

    /// <summary>The name of a silo: of the worker, and its version.</summary>
    public static string SiloName(WorkerOptions options) => $"{options.Name.Replace(Separator, '-')}{Separator}{options.Version}";

    /// <inheritdoc/>
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(VersionGate), ServiceLifecycleStage.BecomeActive - 1, Check);

    /// <summary>The message for a worker that may not join these members, or null.</summary>
    public static string? Refusal(string version, IEnumerable<(string Name, SiloStatus Status)> members)
    {
        foreach (var (name, status) in members)
        {
            var other = name[(name.LastIndexOf(Separator) + 1)..];
            if (status == SiloStatus.Active && name.Contains(Separator, StringComparison.Ordinal) && other != version)
            {
                return $"This worker has version {version} of Compiled, but the cluster's worker '{name[..name.LastIndexOf(Separator)]}' has version {other}. "
                    + "Different versions may train to different bits: install the same version on all workers, or give the cluster of the new version another name.";
            }
        }

        return null;
    }

    private Task Check(CancellationToken cancellation)
    {
        var others = membership.CurrentSnapshot.Members.Values.Where(member => !member.SiloAddress.Equals(self.SiloAddress));
        return Refusal(options.Version, others.Select(static member => (member.Name, member.Status))) is { } refusal
            ? throw new ClusterException(refusal)
            : Task.CompletedTask;
    }
}
