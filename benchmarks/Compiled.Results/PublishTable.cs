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
        var table = TabTable.Read(System.IO.File.ReadAllText(Path.Combine(root, File)), "publish", "way", "files", "size_mb", "memory_mb", "first_ms", "predict_ns");
        return "| `dotnet publish -c Release …` | files | size | memory | network and first prediction | one prediction |\n|---|---:|---:|---:|---:|---:|\n" + string.Concat(Ways.Select(way =>
        {
            var row = table.Rows.FirstOrDefault(row => table.Text(row, "way") == way.Way) ?? throw new FormatException($"The publish table has no row of way '{way.Way}'.");
            string Figure(string column) => table.Number(row, column) > 0 ? table.Text(row, column) : "";
            return $"| {way.Words} | {Figure("files")} | {Figure("size_mb")} MB | {Figure("memory_mb")} MB | {Figure("first_ms")} ms | {Figure("predict_ns")} ns |\n";
        }));
    }
}
