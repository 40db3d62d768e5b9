using Compiled.Benchmarks.Results;
using Compiled.Charts;
using Compiled.Tests;

// Draws the committed sweep beside its table; other files on request: TABLE CHART, an .svg or .png.
var folder = Path.Combine(Repository.Root, ReadmeTable.Results);
var (table, chart) = args switch
{
    [] => (Path.Combine(folder, "sweep.tsv"), Path.Combine(folder, "sweep.svg")),
    [var from, var to] when Path.GetExtension(to) is ".svg" or ".png" => (from, to),
    _ => (null, null),
};
if (table is null || chart is null)
{
    Console.Error.WriteLine("usage: [TABLE.tsv CHART.svg|CHART.png]");
    return 2;
}

SweepChart.Save(SweepTable.Read(File.ReadAllText(table)), chart);
Console.Error.WriteLine($"{chart} shows {table}.");
return 0;
