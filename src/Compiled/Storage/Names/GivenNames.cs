namespace Compiled.Storage;

/// <summary>Names that the user maps: of tensors, or of modules with all their tensors.</summary>
internal static class GivenNames
{
    /// <summary>Renames what is mapped.</summary>
    /// <param name="given">From names of the file, with or without the common prefix, to the network's: the number of a block, its name, or that of a tensor; nothing drops the part.</param>
    /// <param name="prefix">What all names of the file begin with.</param>
    /// <param name="names">The names of the file, and what each becomes.</param>
    /// <param name="table">The network's tensors.</param>
    /// <param name="fileName">The file's name for messages.</param>
    /// <returns>The names of the file that were mapped.</returns>
    /// <exception cref="ModelFileException">A name is not in the file, or what it is mapped to is not in the network or is mapped to twice.</exception>
    public static HashSet<string> Apply(IReadOnlyDictionary<string, string> given, string prefix, Dictionary<string, string> names, TensorTable table, string? fileName)
    {
        List<string> problems = [];
        var used = new HashSet<string>(StringComparer.Ordinal);
        var mapped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in names.Keys.ToList())
        {
            // The longest says the most.
            if (given.Keys.Where(key => Rest(name, key, prefix) is not null).MaxBy(static key => key.Length) is not { } key)
                continue;
            _ = used.Add(key);
            _ = mapped.Add(name);
            names[name] = Target(given[key], Rest(name, key, prefix)!, table);
        }

        problems.AddRange(given.Keys.Where(key => !used.Contains(key))
            .Select(static key => $"LoadOptions.Names maps {ModelText.Quote(key)}, but no tensor of the file has that name or starts with it followed by a point."));
        problems.AddRange(mapped.Where(name => table.Find(names[name]) is null && !table.IsCounter(names[name])).Select(name =>
            $"LoadOptions.Names maps {ModelText.Quote(name)} to {ModelText.Quote(names[name])}, but the network has no such tensor; its blocks with weights are {Blocks(table)}."));
        problems.AddRange(mapped.GroupBy(name => names[name], StringComparer.Ordinal).Where(static group => group.Count() > 1).Select(static group =>
            $"LoadOptions.Names maps {string.Join(" and ", group.Take(3).Select(static name => ModelText.Quote(name)))} to '{group.Key}': map only one of them."));
        return problems.Count == 0 ? mapped : throw new ModelFileException(fileName, "The names cannot be mapped", problems);
    }

    /// <summary>What follows a mapped name: nothing, or a point and more; null where the name does not begin so.</summary>
    private static string? Rest(string name, string key, string prefix)
    {
        foreach (var start in (string[])[key, prefix + key])
        {
            if (start.Length > 0 && name.StartsWith(start, StringComparison.Ordinal) && (name.Length == start.Length || name[start.Length] == '.'))
                return name[start.Length..];
        }

        return null;
    }

    private static string Target(string target, string rest, TensorTable table)
    {
        var name = target.Length == 0 ? rest.TrimStart('.') : target + rest;
        var module = NamedShape.ModuleOf(name);
        return table.Blocks.FirstOrDefault(block => block.Name.Equals(module, StringComparison.OrdinalIgnoreCase)) is { } block ? $"{block.Prefix}.{NamedShape.LeafOf(name)}" : name;
    }

    private static string Blocks(TensorTable table) => string.Join(", ", table.Blocks.Take(20).Select(static block => $"{block.Prefix} ({block.Name})")) + (table.Blocks.Count > 20 ? ", …" : "");
}
