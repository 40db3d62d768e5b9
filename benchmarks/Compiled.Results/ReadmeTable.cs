using System.Text;

namespace Compiled.Benchmarks.Results;

/// <summary>README.md and the committed results that its tables are made from.</summary>
public static class ReadmeTable
{
    /// <summary>The part's name in README's comments.</summary>
    public const string Part = "performance";

    /// <summary>The folders of results, below the repository's root: one a processor, and in it one a tier.</summary>
    public const string Results = "benchmarks/results";

    /// <summary>README's tables as the committed results have them, processor after processor, the widest vectors first.</summary>
    public static string Render(string root)
    {
        var causes = new Causes(File.ReadAllText(Path.Combine(root, Causes.File)));
        var text = new StringBuilder("Nanoseconds per sample on one core: ours / the best C++ program's for the same network.\n");
        foreach (var folder in Folders(root))
        {
            string Read(string name) => File.ReadAllText(Path.Combine(folder, name));
            var onnx = File.Exists(Path.Combine(folder, "onnxruntime.tsv")) ? Read("onnxruntime.tsv") : null;
            _ = text.Append('\n').Append(new PerformanceTable(Machine.Read(Read(Machine.File)), Read("cells.tsv"), onnx).Render(causes));
        }

        return text.ToString();
    }

    /// <summary>Folders that say what was measured, on what and with which code, and have all cells; older results do not.</summary>
    public static IReadOnlyList<string> Folders(string root) =>
    [
        .. Directory.GetDirectories(Path.Combine(root, Results)).SelectMany(Directory.GetDirectories)
            .Where(static folder => File.Exists(Path.Combine(folder, Machine.File)) && File.Exists(Path.Combine(folder, "cells.tsv")))
            .OrderBy(static folder => Path.GetDirectoryName(folder), StringComparer.Ordinal).ThenByDescending(static folder => Path.GetFileName(folder).Length)
            .ThenBy(static folder => folder, StringComparer.Ordinal),
    ];

    /// <summary>Every committed sweep.</summary>
    public static IReadOnlyList<string> Sweeps(string root) =>
        [.. Directory.GetFiles(Path.Combine(root, Results), "sweep.tsv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Rewrites README's tables.</summary>
    public static void Update(string root)
    {
        var path = Path.Combine(root, "README.md");
        File.WriteAllText(path, MarkedPart.Replace(File.ReadAllText(path).ReplaceLineEndings("\n"), Part, Render(root)));
    }
}
