using Compiled.Benchmarks.Results;
using Compiled.Charts;
using Compiled.Tests;

// Draws every committed table of cells and every sweep beside its table; one sweep on request: TABLE CHART, an .svg or .png.
if (args is not ([] or [_, _]) || (args is [_, var wanted] && Path.GetExtension(wanted) is not (".svg" or ".png")))
{
    Console.Error.WriteLine("usage: [TABLE.tsv CHART.svg|CHART.png]");
    return 2;
}

foreach (var (table, chart) in args is [var from, var to]
    ? [(from, to)]
    : PerformancePage.Sweeps(Repository.Root).Select(static path => (path, Path.Combine(Path.GetDirectoryName(path)!, PerformancePage.SweepChart))))
{
    SweepChart.Save(SweepTable.Read(File.ReadAllText(table)), chart);
    Console.Error.WriteLine($"{chart} shows {table}.");
}

foreach (var folder in args is [] ? PerformancePage.Charted(Repository.Root) : [])
{
    var chart = Path.Combine(folder, PerformancePage.CellsChart);
    CellsChart.Save(folder, chart);
    Console.Error.WriteLine($"{chart} shows the cells of its folder.");
}

return 0;
