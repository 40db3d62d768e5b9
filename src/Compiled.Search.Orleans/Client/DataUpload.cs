using System.IO.Pipelines;
using Orleans;

namespace Compiled.Clusters;

/// <summary>Sends data to the cluster in pieces, one at a time, and only those that are not there: an upload that broke off goes on where it was.</summary>
internal sealed class DataUpload(IGrainFactory grains, SearchData data)
{
    /// <summary>Returns the number of bytes when the cluster has verified them.</summary>
    public async Task<long> SendAsync(CancellationToken cancellation)
    {
        var grain = grains.GetGrain<IDataGrain>(data.Hash);
        var isThere = await grain.IsThere().WaitAsync(cancellation);
        // Through a pipe instead of a copy of all of them in memory.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 2 * Piece.MaxBytes, resumeWriterThreshold: Piece.MaxBytes, minimumSegmentSize: Piece.MaxBytes));
        var writing = Task.Run(() => Write(pipe.Writer), CancellationToken.None);
        var length = 0L;
        try
        {
            await using var reading = pipe.Reader.AsStream(leaveOpen: true);
            for (int index = 0, count = Piece.MaxBytes; count == Piece.MaxBytes; index++, length += count)
            {
                var piece = new byte[Piece.MaxBytes];
                count = await reading.ReadAtLeastAsync(piece, piece.Length, throwOnEndOfStream: false, cancellation);
                if (!isThere && count > 0 && !await grain.Has(index).WaitAsync(cancellation))
                    await grain.Put(index, count < piece.Length ? piece[..count] : piece).WaitAsync(cancellation);
            }
        }
        finally
        {
            pipe.Reader.Complete();
            await writing;
        }

        return isThere || await grain.Commit(length).WaitAsync(cancellation) is not { } refusal ? length : throw new ClusterException(refusal);
    }

    private void Write(PipeWriter writer)
    {
        try
        {
            using var stream = writer.AsStream(leaveOpen: true);
            data.Write(stream);
            writer.Complete();
        }
        catch (Exception exception)
        {
            // Whoever reads hears of it.
            writer.Complete(exception);
        }
    }
}
