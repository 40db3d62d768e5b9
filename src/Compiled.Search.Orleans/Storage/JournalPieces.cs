using System.Globalization;
using System.Text;
using Orleans;
using Orleans.Runtime;
using Orleans.Storage;

namespace Compiled.Clusters;

/// <summary>
/// The lines of a journal in pieces of bounded size: an append rewrites the last piece, and begins a new one when it is full, so that a long journal costs no more per line than a short
/// one. A writer presents what it has read; of two writers that do not know of each other, one fails. Not thread-safe.
/// </summary>
internal sealed class JournalPieces(PieceStore store, GrainId owner)
{
    /// <summary>What the last piece may grow to, as it is written once per append.</summary>
    internal const int PieceBytes = 16 * 1024;

    /// <summary>How many pieces may be missing one after the other, for the removal to find those behind them.</summary>
    private const int MostMissing = 16;

    private GrainState<Piece> _last = new(new Piece());
    private int _index;

    /// <summary>The pieces so far.</summary>
    public int Count => _index + 1;

    /// <summary>Reads all lines from the first; appends go on after the last.</summary>
    public async Task ReadAsync(Action<string> line)
    {
        for (_index = 0; ; _index++)
        {
            _last = await store.ReadAsync(owner, NameOf(_index));
            foreach (var text in LinesOf(_last))
                line(text);
            if (_last.State!.Bytes.Length < PieceBytes)
                return;
        }
    }

    /// <summary>Appends lines. When it returns they are kept; when it throws, either none of them is or the next call finds them there.</summary>
    /// <exception cref="InconsistentStateException">Another activation writes this journal.</exception>
    public async Task AppendAsync(IReadOnlyList<string> lines)
    {
        var added = Encoding.UTF8.GetBytes(string.Concat(lines.Select(static line => line + "\n")));
        var before = _last.State!.Bytes;
        byte[] after = [.. before, .. added];
        var writing = PieceStore.Next(_last, after);
        try
        {
            await store.WriteAsync(owner, NameOf(_index), writing);
        }
        catch (Exception)
        {
            // Whether it arrived is unknown: the storage knows.
            var found = await store.ReadAsync(owner, NameOf(_index));
            if (found.State!.Bytes.AsSpan().SequenceEqual(after))
            {
                writing = found;
            }
            else if (found.State!.Bytes.AsSpan().SequenceEqual(before))
            {
                _last = found;
                throw;
            }
            else
            {
                throw new InconsistentStateException($"Another activation has written piece {_index} of the journal of {owner}.");
            }
        }

        _last = writing;
        if (after.Length >= PieceBytes)
        {
            _index++;
            _last = new(new Piece());
        }
    }

    /// <summary>Removes all pieces, the last first, so that what remains after a break is a beginning: also those behind one that is missing or too short.</summary>
    public async Task RemoveAsync()
    {
        await ReadAsync(static _ => { });
        for (var index = _index + 1; index <= _index + MostMissing; index++)
        {
            if ((await store.ReadAsync(owner, NameOf(index))).RecordExists)
                _index = index;
        }

        for (; _index >= 0; _index--)
            await store.RemoveAsync(owner, NameOf(_index));
        (_index, _last) = (0, new(new Piece()));
    }

    /// <summary>The lines of one piece; none if there is no such piece.</summary>
    public static async Task<string[]> LinesAsync(PieceStore store, GrainId owner, int piece) => LinesOf(await store.ReadAsync(owner, NameOf(piece)));

    private static string[] LinesOf(GrainState<Piece> state) => Encoding.UTF8.GetString(state.State!.Bytes).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string NameOf(int index) => string.Create(CultureInfo.InvariantCulture, $"journal-{index:D6}");
}
