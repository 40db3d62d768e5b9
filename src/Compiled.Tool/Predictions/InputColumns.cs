using Compiled.Csv;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Predictions;

/// <summary>Which columns of a file are a network's inputs: those of its names, in its order, wherever they are in the file.</summary>
internal sealed class InputColumns
{
    private const int MostShown = 20;

    private readonly string _network;
    private readonly IReadOnlyList<string> _names;
    private readonly List<string> _extra = [];
    private readonly bool _isOverridden;

    private InputColumns(ModelShape network, CsvOptions options, IReadOnlyList<string> names, bool isOverridden, IEnumerable<string> extra)
    {
        (_network, Options, _names, _isOverridden) = (network.Topology.Name, options, names, isOverridden);
        _extra.AddRange(extra);
    }

    /// <summary>How to read the file so that its features are the inputs.</summary>
    public CsvOptions Options { get; }

    /// <summary>Finds the columns.</summary>
    /// <param name="network">The network.</param>
    /// <param name="path">The file, which is there.</param>
    /// <param name="targets">Columns that are no inputs because they are the right answers.</param>
    /// <param name="options">What the command line says.</param>
    /// <exception cref="ToolException">The file lacks inputs; all of them are listed.</exception>
    public static InputColumns Of(ModelShape network, string path, IReadOnlyList<string> targets, CsvOptions options)
    {
        var encoder = network.Encoder;
        if (encoder is not null && options.Features is not null)
            throw new UsageException($"--features takes columns by position, but {network.Topology.Name} takes raw columns by their names: leave it out.");
        IReadOnlyList<string> names = encoder is null ? network.FeatureNames : [.. encoder.Columns.Select(static column => column.Name)];
        if (names.Count == 0)
            return new(network, options, names, isOverridden: false, []);
        // What the user chooses is taken by its place, whatever it is called.
        if (options.Features is not null)
            return new(network, options, names, isOverridden: true, []);

        var header = Header(path, options);
        Check(network.Topology.Name, Path.GetFileName(path), header, names, targets, options.Ignore ?? []);
        return new(network, options with { Features = names, Ignore = null }, names, isOverridden: false, header.Except(names).Except(targets).Except(options.Ignore ?? []));
    }

    /// <summary>What is worth a line on the standard error.</summary>
    /// <param name="taken">The columns that were read as inputs, in their order.</param>
    public IReadOnlyList<string> Notes(IReadOnlyList<string> taken)
    {
        List<string> notes = [];
        if (_names.Count == 0)
            notes.Add($"note: {_network} has no names for its inputs, so the columns are taken by position: {Listed(taken)}.");
        if (_isOverridden && !taken.SequenceEqual(_names))
            notes.Add($"note: the columns of --features are taken by position; {_network} calls its inputs {Listed(_names)}.");
        if (_extra.Count > 0)
            notes.Add($"note: {_network} does not use {(_extra.Count == 1 ? "the column" : "the columns")} {Listed(_extra)}.");
        return notes;
    }

    private static void Check(string network, string file, IReadOnlyList<string> header, IReadOnlyList<string> names, IReadOnlyList<string> targets, IReadOnlyList<string> ignored)
    {
        if (targets.FirstOrDefault(names.Contains) is { } target)
            throw new ToolException($"--target is '{target}', but that is an input of {network}: name the column with the correct answers.");
        if (ignored.FirstOrDefault(names.Contains) is { } needed)
            throw new ToolException($"--ignore contains '{needed}', which is an input of {network}: it cannot be ignored.");
        _ = FeatureMatch.Columns(header, [.. ignored, .. targets], out var unknown);
        if (unknown.Count > 0)
            throw new ToolException($"{file} has no column {string.Join(" and no column ", unknown.Select(name => Named(name, header)))}; its columns are {Listed(header)}.");
        _ = FeatureMatch.Columns(header, names, out var missing);
        if (missing.Count > 0)
        {
            throw new ToolException(
                $"{file} lacks {FeatureMatch.Missing(missing, header)}, which {network} needs; its columns are {Listed(header)}. Use the network's names for the columns, or list the columns to use, in the network's order, with --features.");
        }
    }

    private static string Named(string name, IReadOnlyList<string> header) => $"'{name}'" + (Spelling.Nearest(name, header) is { } nearest ? $" (nearest: '{nearest}')" : "");

    private static IReadOnlyList<string> Header(string path, CsvOptions options)
    {
        using var source = CsvFile.Open(path, options);
        return CsvTable.ReadHeader(source, options).Names;
    }

    private static string Listed(IReadOnlyList<string> names) =>
        string.Join(", ", names.Take(MostShown).Select(static name => $"'{Storage.ModelText.Clip(name)}'")) + (names.Count > MostShown ? $" and {Figures.Digits(names.Count - MostShown)} more" : "");
}
