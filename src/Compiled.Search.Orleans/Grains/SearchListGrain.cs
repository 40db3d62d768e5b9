using System.Text;
using Orleans;
using Orleans.Runtime;

namespace Compiled.Clusters;

/// <summary>The names of the searches, in one piece: one line each, a plus before those that may have work.</summary>
internal sealed class SearchListGrain(PieceStore store) : Grain, ISearchListGrain
{
    private const string Name = "searches";
    private GrainState<Piece> _state = new(new Piece());
    private SortedDictionary<string, bool> _searches = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = await store.ReadAsync(this.GetGrainId(), Name);
        _searches = Read(_state.State!.Bytes);
    }

    /// <summary>The names of a list, and whether they may have work. Lines without a name are damaged and are skipped.</summary>
    internal static SortedDictionary<string, bool> Read(byte[] list)
    {
        var searches = new SortedDictionary<string, bool>(StringComparer.Ordinal);
        foreach (var line in Encoding.UTF8.GetString(list).Split('\n').Where(static line => line.Length > 1))
            searches[line[1..]] = line[0] == '+';
        return searches;
    }

    /// <inheritdoc/>
    public Task<string[]> Open() => Task.FromResult(_searches.Where(static each => each.Value).Select(static each => each.Key).ToArray());

    /// <inheritdoc/>
    public Task<string[]> All() => Task.FromResult(_searches.Keys.ToArray());

    /// <inheritdoc/>
    public Task Add(string name) => SetAsync(name, true);

    /// <inheritdoc/>
    public Task Close(string name) => _searches.ContainsKey(name) ? SetAsync(name, false) : Task.CompletedTask;

    /// <inheritdoc/>
    public Task Remove(string name) => SetAsync(name, null);

    private async Task SetAsync(string name, bool? isOpen)
    {
        var changed = new SortedDictionary<string, bool>(_searches, StringComparer.Ordinal);
        if (isOpen is { } open)
            changed[name] = open;
        else
            _ = changed.Remove(name);
        var text = string.Concat(changed.Select(static each => $"{(each.Value ? '+' : '-')}{each.Key}\n"));
        var next = PieceStore.Next(_state, Encoding.UTF8.GetBytes(text));
        try
        {
            await store.WriteAsync(this.GetGrainId(), Name, next);
        }
        catch (Exception)
        {
            // The storage knows what is true; the caller asks again.
            DeactivateOnIdle();
            throw;
        }

        (_state, _searches) = (next, changed);
    }
}
