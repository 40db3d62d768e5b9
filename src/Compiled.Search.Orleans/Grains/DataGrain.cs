using System.Security.Cryptography;
using Orleans;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace Compiled.Clusters;

/// <summary>Receives data piece by piece, and keeps none of it in memory.</summary>
[StatelessWorker]
internal sealed class DataGrain(PieceStore store) : Grain, IDataGrain
{
    private PiecedFile File => new(store, IdOf(this.GetPrimaryKeyString()));

    /// <summary>Where the data of a hash are kept.</summary>
    public static GrainId IdOf(string hash) => GrainId.Create("compiled-data", hash);

    /// <inheritdoc/>
    public async Task<bool> IsThere() => await File.LengthAsync() is not null;

    /// <inheritdoc/>
    public Task<bool> Has(int piece) => File.HasPieceAsync(piece);

    /// <inheritdoc/>
    public Task Put(int piece, byte[] bytes) => bytes.Length is > 0 and <= Piece.MaxBytes
        ? File.WritePieceAsync(piece, bytes)
        : throw new ArgumentException($"A piece has 1 to {Piece.MaxBytes} bytes, but piece {piece} has {bytes.Length}.", nameof(bytes));

    /// <inheritdoc/>
    public async Task<string?> Commit(long length)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long seen = 0;
        for (var index = 0; index < PiecedFile.CountOf(length); index++)
        {
            var piece = await store.ReadAsync(IdOf(this.GetPrimaryKeyString()), PiecedFile.NameOf(index));
            hash.AppendData(piece.State!.Bytes);
            seen += piece.State!.Bytes.Length;
        }

        var found = hash.GetHashAndReset();
        if (seen != length || !string.Equals(Convert.ToHexStringLower(found), this.GetPrimaryKeyString(), StringComparison.Ordinal))
        {
            return $"The data arrived with {seen} bytes and the hash {Convert.ToHexStringLower(found)}, but {length} bytes with the hash {this.GetPrimaryKeyString()} were announced. "
                + "Submit the search again.";
        }

        await File.CommitAsync(length, found);
        return null;
    }
}
