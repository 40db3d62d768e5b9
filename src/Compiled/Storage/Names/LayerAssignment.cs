namespace Compiled.Storage;

/// <summary>
/// Finds the block of each module by the shapes of its tensors, where names do not tell it. Modules whose names are numbered keep their order, heads apart, which are side by side.
/// </summary>
internal sealed class LayerAssignment
{
    /// <summary>Comparisons of a search: a fraction of a second. One that takes more has found no answer that a reader could check.</summary>
    private const int MostSteps = 10_000_000;

    private readonly IReadOnlyList<BlockTensors> _blocks;
    private readonly List<(ModuleName Name, Dictionary<string, NamedShape> Tensors)> _modules;
    private readonly List<int>[] _candidates;
    private readonly int[] _chosen;
    private readonly bool[] _isUsed;
    private readonly List<int[]> _found = [];
    private int _stepsLeft = MostSteps;

    private LayerAssignment(IReadOnlyList<BlockTensors> blocks, List<(ModuleName Name, Dictionary<string, NamedShape> Tensors)> modules, HashSet<string> pinned)
    {
        (_blocks, _modules) = (blocks, modules);
        _candidates = [.. blocks.Select(block => Enumerable.Range(0, modules.Count).Where(index => IsCandidate(modules[index], block, pinned)).ToList())];
        (_chosen, _isUsed) = (new int[blocks.Count], new bool[modules.Count]);
    }

    /// <summary>The network's name for each name of the file, or null where there is no way to assign them.</summary>
    /// <param name="file">The tensors of the file.</param>
    /// <param name="names">Their names without what all have in common.</param>
    /// <param name="pinned">Those that the user has mapped, by their names in the file.</param>
    /// <param name="table">The network's tensors.</param>
    /// <param name="fileName">The file's name for messages.</param>
    /// <exception cref="ModelFileException">There are several ways.</exception>
    public static Dictionary<string, string>? Find(
        IReadOnlyList<NamedShape> file, IReadOnlyDictionary<string, string> names, HashSet<string> pinned, TensorTable table, string? fileName)
    {
        var modules = file.GroupBy(tensor => NamedShape.ModuleOf(names[tensor.Name]), StringComparer.Ordinal)
            .Select(group => (Name: new ModuleName(group.Key), Tensors: group.ToDictionary(tensor => NamedShape.LeafOf(names[tensor.Name]), StringComparer.Ordinal)))
            .OrderBy(static module => module.Name).ToList();
        if (modules.Count != table.Blocks.Count)
            return null;
        var search = new LayerAssignment(table.Blocks, modules, [.. pinned.Select(name => NamedShape.ModuleOf(names[name]))]);
        // Another network, mostly: no search has to say so.
        if (search._candidates.Any(static candidates => candidates.Count == 0))
            return null;
        search.Choose(0);
        if (search._stepsLeft < 0 || search._found.Count > 1)
            throw search.Ambiguous(fileName);
        return search._found.Count == 0 ? null : search.Names(search._found[0]);
    }

    /// <summary>Of the same tensors in the same shapes; what the user has mapped belongs to its block alone.</summary>
    private static bool IsCandidate((ModuleName Name, Dictionary<string, NamedShape> Tensors) module, BlockTensors block, HashSet<string> pinned)
    {
        if (pinned.Contains(module.Name.Text) && module.Name.Text != block.Prefix)
            return false;
        var own = module.Tensors.Where(tensor => tensor.Key != TensorTable.CounterName || !block.HasCounter).ToList();
        return own.Count == block.Tensors.Count && own.All(tensor =>
            block.Tensors.FirstOrDefault(expected => NamedShape.LeafOf(expected.Name) == tensor.Key) is { } expected
            && tensor.Value.Shape.SequenceEqual(expected.Shape.Select(static size => (long)size)));
    }

    /// <summary>Goes on with a block, until there are two ways.</summary>
    private void Choose(int place)
    {
        if (place == _blocks.Count)
        {
            _found.Add([.. _chosen]);
            return;
        }

        foreach (var module in _candidates[place])
        {
            if (_found.Count > 1 || _stepsLeft < 0)
                return;
            if (_isUsed[module] || !LeavesRoom(place, module) || !KeepsOrder(place, module))
                continue;
            (_chosen[place], _isUsed[module]) = (module, true);
            Choose(place + 1);
            _isUsed[module] = false;
        }
    }

    /// <summary>False when a module that must come before this one would be left for later blocks.</summary>
    private bool LeavesRoom(int place, int module)
    {
        for (var other = 0; other < _modules.Count; other++)
        {
            if (_isUsed[other] || other == module)
                continue;
            _stepsLeft--;
            if (_modules[other].Name.IsNumberedBefore(_modules[module].Name) && !HasParallel(place, other))
                return false;
        }

        return true;
    }

    /// <summary>Whether a module may go to another head than the one of the block.</summary>
    private bool HasParallel(int place, int module)
    {
        for (var later = place + 1; later < _blocks.Count; later++)
        {
            if (_blocks[later].IsParallelTo(_blocks[place]) && _candidates[later].Contains(module))
                return true;
        }

        return false;
    }

    private bool KeepsOrder(int place, int module)
    {
        for (var before = place - 1; before >= 0; before--)
        {
            _stepsLeft--;
            if (!_blocks[before].IsParallelTo(_blocks[place]) && _modules[module].Name.IsNumberedBefore(_modules[_chosen[before]].Name))
                return false;
        }

        return true;
    }

    private Dictionary<string, string> Names(int[] modules)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var place = 0; place < modules.Length; place++)
        {
            foreach (var (leaf, tensor) in _modules[modules[place]].Tensors)
                names.Add(tensor.Name, $"{_blocks[place].Prefix}.{leaf}");
        }

        return names;
    }

    private ModelFileException Ambiguous(string? fileName)
    {
        const string remedy = "Map modules to blocks with LoadOptions.Names";
        if (_found.Count < 2)
            return new(fileName, $"The names of the tensors are not those of nn.Sequential, and there are too many ways to assign them to the network's blocks. {remedy}.");
        var place = Enumerable.Range(0, _blocks.Count).First(index => _found[0][index] != _found[1][index]);
        var (one, other) = (_modules[_found[0][place]].Name.Text, _modules[_found[1][place]].Name.Text);
        var (block, otherBlock) = (_blocks[place], _blocks[Array.IndexOf(_found[0], _found[1][place])]);
        return new(
            fileName,
            $"The names of the tensors are not those of nn.Sequential, and their shapes are ambiguous: {ModelText.Quote(one)} and {ModelText.Quote(other)} both fit {block.Title} and "
            + $"{otherBlock.Title}. {remedy}: {ModelText.Clip(one)}={block.Prefix}, {ModelText.Clip(other)}={otherBlock.Prefix}, or the other way round.");
    }
}
