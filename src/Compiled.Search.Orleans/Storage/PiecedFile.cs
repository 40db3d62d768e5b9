using System.Buffers.Binary;
using System.Security.Cryptography;
using Orleans.Runtime;

namespace Compiled.Clusters;

/// <summary>
/// Bytes of any length in pieces that never change: first the pieces, then a manifest with their length and hash. What has no manifest is not there, so that an upload that broke off is
/// never read. Thread-safe.
/// </summary>
internal sealed class PiecedFile(PieceStore store, GrainId owner)
{
    private const string Manifest = "manifest";
    private const int ManifestBytes = sizeof(long) + SHA256.HashSizeInBytes;

    /// <summary>What is allocated on the word of a manifest; more than that only when half of it has come.</summary>
    private const int FirstRoom = 16 * Piece.MaxBytes;

    /// <summary>The pieces of this length.</summary>
    public static int CountOf(long length) => checked((int)((length + Piece.MaxBytes - 1) / Piece.MaxBytes));

    /// <summary>The name of a piece.</summary>
    public static string NameOf(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"piece-{index:D6}");

    /// <summary>The length, or null if it is not there as a whole.</summary>
    /// <exception cref="ClusterException">The manifest is damaged.</exception>
    public async Task<long?> LengthAsync()
    {
        var state = await store.ReadAsync(owner, Manifest);
        return state.RecordExists ? LengthOf(state.State!.Bytes) ?? throw Damaged("its manifest is not one") : null;
    }

    /// <summary>Writes all pieces and then the manifest; the same bytes may be written any number of times.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes)
    {
        for (var index = 0; index < CountOf(bytes.Length); index++)
        {
            var start = index * Piece.MaxBytes;
            await WritePieceAsync(index, bytes.Slice(start, Math.Min(Piece.MaxBytes, bytes.Length - start)).ToArray());
        }

        await CommitAsync(bytes.Length, SHA256.HashData(bytes.Span));
    }

    /// <summary>Writes one piece.</summary>
    public Task WritePieceAsync(int index, byte[] bytes) => store.WriteOnceAsync(owner, NameOf(index), bytes);

    /// <summary>Whether a piece is there.</summary>
    public async Task<bool> HasPieceAsync(int index) => (await store.ReadAsync(owner, NameOf(index))).RecordExists;

    /// <summary>Says that all pieces are there.</summary>
    public Task CommitAsync(long length, ReadOnlySpan<byte> hash)
    {
        var manifest = new byte[ManifestBytes];
        BinaryPrimitives.WriteInt64LittleEndian(manifest, length);
        hash.CopyTo(manifest.AsSpan(sizeof(long)));
        return store.WriteOnceAsync(owner, Manifest, manifest);
    }

    /// <summary>Reads and verifies everything; null if it is not there.</summary>
    /// <exception cref="ClusterException">A piece is missing, or the bytes are not those that were written.</exception>
    public async Task<byte[]?> ReadAsync()
    {
        var manifest = await store.ReadAsync(owner, Manifest);
        if (!manifest.RecordExists)
            return null;
        var length = LengthOf(manifest.State!.Bytes) ?? throw Damaged("its manifest is not one");
        var bytes = new byte[Math.Min(length, FirstRoom)];
        var at = 0;
        for (var index = 0; at < length; index++)
        {
            var piece = await store.ReadAsync(owner, NameOf(index));
            if (!piece.RecordExists || piece.State!.Bytes.Length != Math.Min(Piece.MaxBytes, length - at))
                throw Damaged($"piece {index} of {CountOf(length)} is missing or too short");
            if (bytes.Length - at < piece.State!.Bytes.Length)
                Array.Resize(ref bytes, (int)Math.Min(length, 2L * bytes.Length));
            piece.State!.Bytes.CopyTo(bytes, at);
            at += piece.State!.Bytes.Length;
        }

        return SHA256.HashData(bytes).AsSpan().SequenceEqual(manifest.State!.Bytes.AsSpan(sizeof(long)))
            ? bytes
            : throw Damaged("its bytes are not those that were written");
    }

    /// <summary>Removes everything: the manifest, then the last piece to the first, so that what a break leaves is a beginning, which the next call finds.</summary>
    public async Task RemoveAsync()
    {
        var count = 0;
        var manifest = await store.ReadAsync(owner, Manifest);
        if (manifest.RecordExists)
            await store.RemoveAsync(owner, Manifest);
        // A manifest whose last piece is not there is damaged, or what it names is: the pieces are those that are found.
        if (manifest.RecordExists && LengthOf(manifest.State!.Bytes) is > 0 and var length && await HasPieceAsync(CountOf(length) - 1))
        {
            count = CountOf(length);
        }
        else
        {
            while (await HasPieceAsync(count))
                count++;
        }

        for (var index = count - 1; index >= 0; index--)
            await store.RemoveAsync(owner, NameOf(index));
    }

    /// <summary>The length that a manifest names; null if it is none.</summary>
    private static int? LengthOf(byte[] manifest) =>
        manifest.Length == ManifestBytes && BinaryPrimitives.ReadInt64LittleEndian(manifest) is >= 0 and var length && length <= Array.MaxLength ? (int)length : null;

    private ClusterException Damaged(string what) => new($"'{owner}' in the cluster's storage is damaged: {what}. Remove the search and submit it again.");
}
