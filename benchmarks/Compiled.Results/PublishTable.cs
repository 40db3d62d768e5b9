using System.Globalization;

namespace Compiled.Benchmarks.Results;

/// <summary>The table of docs/deployment.md: what the committed results say of a program published in several ways.</summary>
public static class PublishTable
{
    /// <summary>The page, below the repository's root.</summary>
    public const string Page = "docs/deployment.md";

    /// <summary>The name of the written part in the comments of the page.</summary>
    public const string Part = "sizes";

    /// <summary>Where the figures are, below the repository's root.</summary>
    public const string File = "benchmarks/results/amd-epyc-zen-4/publish.tsv";

    /// <summary>The ways of benchmarks/Compiled.Published, as a command line asks for them.</summary>
    private static readonly (string Way, string Words)[] Ways =
    [
        ("framework", "(needs the runtime)"),
        ("self-contained", "`-r linux-x64 --self-contained`"),
        ("trimmed", "`-r linux-x64 -p:PublishTrimmed=true`"),
        ("single", "… `-p:PublishSingleFile=true`"),
        ("compressed", "… `-p:EnableCompressionInSingleFile=true`"),
        ("ready", "… `-p:PublishReadyToRun=true`, without compression"),
        ("native", "`-p:PublishAot=true`"),
        ("native-small", "… `-p:OptimizationPreference=Size -p:StackTraceSupport=false -p:UseSystemResourceKeys=true`"),
    ];

    /// <exception cref="FormatException">A way is missing, or a figure is not a positive number.</exception>
    public static string Render(string root)
    {
        var table = TabTable.Read(System.IO.File.ReadAllText(Path.Combine(root, File)), "publish", "way", "files", "bytes", "memory_kb", "first_us", "predict_ns");
        return "| `dotnet publish -c Release …` | files | size | memory | network and first prediction | one prediction |\n|---|---:|---:|---:|---:|---:|\n" + string.Concat(Ways.Select(way =>
        {
            var row = table.Rows.FirstOrDefault(row => table.Text(row, "way") == way.Way) ?? throw new FormatException($"The publish table has no row of way '{way.Way}'.");
            var (megabytes, resident, milliseconds) = (table.Number(row, "bytes") / 1e6, table.Number(row, "memory_kb") * 1024 / 1e6, table.Number(row, "first_us") / 1e3);
            return string.Create(
                CultureInfo.InvariantCulture,
                $"| {way.Words} | {table.Number(row, "files"):f0} | {megabytes:f1} MB | {resident:f0} MB | {milliseconds.ToString(milliseconds < 10 ? "f1" : "f0", CultureInfo.InvariantCulture)} ms | {table.Number(row, "predict_ns"):f0} ns |\n");
        }));
    }
}
