using System.Globalization;
using System.Text;

namespace Compiled.Benchmarks.Results;

/// <summary>docs/performance.md and the excerpt of it in README.md: what the committed results make of both.</summary>
public static class PerformancePage
{
    /// <summary>The page with all figures, below the repository's root.</summary>
    public const string File = "docs/performance.md";

    /// <summary>The page with an excerpt, below the repository's root.</summary>
    public const string Readme = "README.md";

    /// <summary>The name of the written part in the comments of both pages.</summary>
    public const string Part = "performance";

    /// <summary>The folders of results, below the repository's root: one a processor, and in it one a tier.</summary>
    public const string Results = "benchmarks/results";

    /// <summary>The chart of the cells in a folder of results.</summary>
    public const string CellsChart = "cells.svg";

    /// <summary>The chart of the sweep in a folder of results.</summary>
    public const string SweepChart = "sweep.svg";

    /// <summary>The page's part: tables and charts, processor after processor, the widest vectors first; charts alone where the results are older than the tables.</summary>
    public static string Render(string root)
    {
        var causes = new Causes(Text(root, Causes.File));
        var text = new StringBuilder("Nanoseconds per sample on one core: ours / the best C++ program's for the same network.\n");
        foreach (var folder in Folders(root))
        {
            var table = Table(folder);
            _ = text.Append('\n').Append(table.Render(causes, Charts(root, folder, table.Name)));
        }

        foreach (var folder in Charted(root).Except(Folders(root)))
        {
            var name = Path.GetRelativePath(Path.Combine(root, Results), folder).Replace('\\', '/');
            _ = text.Append(CultureInfo.InvariantCulture, $"\n## {name}, older code\n\n")
                .Append(CultureInfo.InvariantCulture, $"Measured before the code that the tables above are of; [its page](../{Results}/{name}/README.md) says what has changed since.\n\n")
                .Append(Charts(root, folder, name));
        }

        return text.ToString();
    }

    /// <summary>README's part: the first tier in short, and the summary of each.</summary>
    public static string RenderExcerpt(string root)
    {
        var tables = Folders(root).Select(Table).ToList();
        return tables[0].RenderExcerpt() + "\n" + string.Concat(tables.Select(static table => $"- **{table.Name}:** {table.Summary}\n"));
    }

    /// <summary>Folders that say what was measured, on what and with which code, and have all cells; older results do not.</summary>
    public static IReadOnlyList<string> Folders(string root) => [.. Charted(root).Where(static folder => System.IO.File.Exists(Path.Combine(folder, Machine.File)))];

    /// <summary>Folders with cells, older ones too: each has a chart of them.</summary>
    public static IReadOnlyList<string> Charted(string root) =>
    [
        .. Directory.GetDirectories(Path.Combine(root, Results)).SelectMany(Directory.GetDirectories)
            .Where(static folder => System.IO.File.Exists(Path.Combine(folder, "cells.tsv")))
            .OrderBy(static folder => Path.GetDirectoryName(folder), StringComparer.Ordinal).ThenByDescending(static folder => Path.GetFileName(folder).Length)
            .ThenBy(static folder => folder, StringComparer.Ordinal),
    ];

    /// <summary>Every committed sweep.</summary>
    public static IReadOnlyList<string> Sweeps(string root) =>
        [.. Directory.GetFiles(Path.Combine(root, Results), "sweep.tsv", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];

    /// <summary>Rewrites the parts of both pages, and the tables of others that come from committed results.</summary>
    public static void Update(string root)
    {
        Rewrite(Path.Combine(root, File), Part, Render(root));
        Rewrite(Path.Combine(root, Readme), Part, RenderExcerpt(root));
        Rewrite(Path.Combine(root, TailTable.Page), TailTable.Part, TailTable.Render(root));
        Rewrite(Path.Combine(root, PublishTable.Page), PublishTable.Part, PublishTable.Render(root));
    }

    private static void Rewrite(string path, string name, string part) =>
        System.IO.File.WriteAllText(path, MarkedPart.Replace(System.IO.File.ReadAllText(path).ReplaceLineEndings("\n"), name, part));

    private static PerformanceTable Table(string folder) => new(
        Machine.Read(Text(folder, Machine.File)), Text(folder, "cells.tsv"),
        System.IO.File.Exists(Path.Combine(folder, "onnxruntime.tsv")) ? Text(folder, "onnxruntime.tsv") : null);

    /// <summary>The images of a folder, as the page sees them.</summary>
    private static string Charts(string root, string folder, string name)
    {
        (string File, string Words)[] charts =
            [(CellsChart, "our time divided by the best C++ program's in every cell, and nanoseconds of one prediction"), (SweepChart, "the cost of ninety shapes")];
        return string.Concat(charts.Where(chart => System.IO.File.Exists(Path.Combine(folder, chart.File)))
            .Select(chart => $"![{name}: {chart.Words}](../{Path.GetRelativePath(root, folder).Replace('\\', '/')}/{chart.File})\n\n"));
    }

    private static string Text(string folder, string file) => System.IO.File.ReadAllText(Path.Combine(folder, file));
}
