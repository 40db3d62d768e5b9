using Compiled.Benchmarks.Results;
using Compiled.Charts;
using Compiled.Tests;

// Draws every committed sweep beside its table; another file on request: TABLE CHART, an .svg or .png.
if (args is not ([] or [_, _]) || (args is [_, var wanted] && Path.GetExtension(wanted) is not (".svg" or ".png")))
{
    Console.Error.WriteLine("usage: [TABLE.tsv CHART.svg|CHART.png]");
    return 2;
}

foreach (var (table, chart) in args is [var from, var to] ? [(from, to)] : ReadmeTable.Sweeps(Repository.Root).Select(static path => (path, Path.ChangeExtension(path, ".svg"))))
{
    SweepChart.Save(SweepTable.Read(File.ReadAllText(table)), chart);
    Console.Error.WriteLine($"{chart} shows {table}.");
}

return 0;
