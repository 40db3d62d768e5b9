using System.Globalization;
using Orleans.Runtime;

namespace Compiled.Clusters;

/// <summary>
/// The checkpoints of a search in the cluster's storage, in pieces. A job's checkpoint is a function of the job, so all who write it write the same bytes. Blocks the calling
/// thread, which is one of those that train. Thread-safe.
/// </summary>
internal sealed class GrainCheckpoints(PieceStore store, string search) : ICheckpointStore
{
    /// <inheritdoc/>
    public byte[]? Get(int job) => FileOf(job).ReadAsync().GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Put(int job, byte[] checkpoint) => FileOf(job).WriteAsync(checkpoint).GetAwaiter().GetResult();

    /// <inheritdoc/>
    public void Remove(int job) => RemoveAsync(job).GetAwaiter().GetResult();

    /// <summary>Forgets the checkpoint of a job, if there is one.</summary>
    public Task RemoveAsync(int job) => FileOf(job).RemoveAsync();

    private PiecedFile FileOf(int job) => new(store, GrainId.Create("compiled-checkpoint", string.Create(CultureInfo.InvariantCulture, $"{search}/{job}")));
}
