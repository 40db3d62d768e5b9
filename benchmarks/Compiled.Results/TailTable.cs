using System.Globalization;

namespace Compiled.Benchmarks.Results;

/// <summary>The table of docs/realtime.md: what the committed results say of single predictions, the slowest among them.</summary>
public static class TailTable
{
    /// <summary>The page, below the repository's root.</summary>
    public const string Page = "docs/realtime.md";

    /// <summary>The name of the written part in the comments of the page.</summary>
    public const string Part = "tails";

    /// <summary>The file's name in a folder of results.</summary>
    public const string File = "tail.tsv";

    private static readonly string[] Figures = ["p50_ns", "p99_ns", "p99.9_ns", "max_ns"];

    /// <summary>Processor after processor; those that were measured with older code say so.</summary>
    public static string Render(string root) =>
        "| processor | engine | network | median | 99 % | 99.9 % | max |\n|---|---|---|---:|---:|---:|---:|\n"
        + string.Concat(PerformancePage.Charted(root).Where(static folder => System.IO.File.Exists(Path.Combine(folder, File))).SelectMany(folder => Rows(root, folder)));

    private static IEnumerable<string> Rows(string root, string folder)
    {
        var machine = Path.Combine(folder, Machine.File);
        var name = System.IO.File.Exists(machine) && Machine.Read(System.IO.File.ReadAllText(machine)) is var known
            ? $"{known.Processor}, {known.Tier}"
            : $"{Path.GetRelativePath(Path.Combine(root, PerformancePage.Results), folder).Replace('\\', '/')}, older code";
        var table = TabTable.Read(System.IO.File.ReadAllText(Path.Combine(folder, File)), "tail", ["engine", "topology", .. Figures]);
        return table.Rows.Select(row =>
            $"| {name} | {(table.Text(row, "engine") == "aot" ? "native" : "JIT")} | {(table.Text(row, "topology") == "timer" ? "an empty loop" : table.Text(row, "topology"))} |"
            + string.Concat(Figures.Select(figure => string.Create(CultureInfo.InvariantCulture, $" {table.Number(row, figure):n0} |"))) + "\n");
    }
}
