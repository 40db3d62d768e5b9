namespace Compiled.Storage;

/// <summary>
/// Which tensor of a network each tensor of a file is. PyTorch's names depend on where a module is kept: <c>module.0.weight</c>, <c>fc1.weight</c>, <c>1.weight</c> after a Flatten.
/// </summary>
/// <remarks>
/// In this order: what the user says; the names as they are; without the prefix that all have in common; by shapes and numbers, where they leave one way only. Where they leave two,
/// that is an error: a guess could be a wrong network without a word.
/// </remarks>
internal static class TensorNames
{
    /// <summary>The network's name for each name of the file. A tensor that has no place in the network keeps a name that the network does not have.</summary>
    /// <param name="file">The tensors of the file.</param>
    /// <param name="table">Those of the network.</param>
    /// <param name="given">What the user says, by names of the file; null for nothing.</param>
    /// <param name="isExact">Whether the file is of this library, whose names need no finding.</param>
    /// <param name="fileName">The file's name for messages.</param>
    /// <exception cref="ModelFileException">What the user says fits neither, or there are several ways.</exception>
    public static IReadOnlyDictionary<string, string> Resolve(
        IReadOnlyList<NamedShape> file, TensorTable table, IReadOnlyDictionary<string, string>? given, bool isExact, string? fileName)
    {
        var names = file.ToDictionary(static tensor => tensor.Name, static tensor => tensor.Name, StringComparer.Ordinal);
        var prefix = CommonPrefix(names.Keys);
        var pinned = given is null ? [] : GivenNames.Apply(given, prefix, names, table, fileName);
        if (isExact || HasAll(names.Values, table))
            return names;

        var stripped = names.ToDictionary(static pair => pair.Key, pair => pinned.Contains(pair.Key) ? pair.Value : pair.Value[prefix.Length..], StringComparer.Ordinal);
        if (HasAll(stripped.Values, table))
            return stripped;
        return LayerAssignment.Find(file, stripped, pinned, table, fileName) ?? (Known(stripped, table) > Known(names, table) ? stripped : names);
    }

    /// <summary>What all names begin with, up to a point; the module and the tensor's own name are never part of it.</summary>
    private static string CommonPrefix(IEnumerable<string> names)
    {
        string[]? common = null;
        foreach (var name in names)
        {
            var parts = name.Split('.').SkipLast(2).ToArray();
            common = common is null ? parts : [.. common.Zip(parts).TakeWhile(static pair => pair.First == pair.Second).Select(static pair => pair.First)];
        }

        return common is { Length: > 0 } ? string.Join('.', common) + "." : "";
    }

    private static bool HasAll(IEnumerable<string> names, TensorTable table)
    {
        var present = names.ToHashSet(StringComparer.Ordinal);
        return table.Tensors.All(tensor => present.Contains(tensor.Name));
    }

    private static int Known(Dictionary<string, string> names, TensorTable table) => names.Values.Count(name => table.Find(name) is not null);
}
