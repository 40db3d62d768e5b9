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
        var counter = new CountingStream();
        data.Write(counter);
        if (isThere)
            return counter.Length;
        // A second pass over the same values instead of a copy of all of them in memory.
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 2 * Piece.MaxBytes, resumeWriterThreshold: Piece.MaxBytes, minimumSegmentSize: Piece.MaxBytes));
        var writing = Task.Run(
            () =>
            {
                try
                {
                    using var stream = pipe.Writer.AsStream(leaveOpen: true);
                    data.Write(stream);
                    pipe.Writer.Complete();
                }
                catch (Exception exception)
                {
                    pipe.Writer.Complete(exception);
                }
            },
            CancellationToken.None);
        try
        {
            await using var reading = pipe.Reader.AsStream(leaveOpen: true);
            for (var index = 0; index < PiecedFile.CountOf(counter.Length); index++)
            {
                var piece = new byte[Math.Min(Piece.MaxBytes, counter.Length - (long)index * Piece.MaxBytes)];
                await reading.ReadExactlyAsync(piece, cancellation);
                if (!await grain.Has(index).WaitAsync(cancellation))
                    await grain.Put(index, piece).WaitAsync(cancellation);
            }
        }
        finally
        {
            pipe.Reader.Complete();
            await writing;
        }

        return await grain.Commit(counter.Length).WaitAsync(cancellation) is { } refusal ? throw new ClusterException(refusal) : counter.Length;
    }

    /// <summary>Counts what is written to it.</summary>
    private sealed class CountingStream : Stream
    {
        private long _length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position
        {
            get => _length;
            set => throw new NotSupportedException();
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => _length += count;

        public override void Write(ReadOnlySpan<byte> buffer) => _length += buffer.Length;
    }
}
