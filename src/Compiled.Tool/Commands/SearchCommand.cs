using System.CommandLine;
using Compiled.Tool.Searching;

namespace Compiled.Tool.Commands;

/// <summary>compiled search: the best of many networks for the rows of a CSV file.</summary>
internal static class SearchCommand
{
    /// <summary>The command.</summary>
    public static Command Create(ToolContext context)
    {
        var options = new SearchSymbols();
        var command = new ToolCommand(
            "search",
            "Tries settings and topologies for a CSV file, and writes the best network as a class, with its weights, its metrics, and a table of all trials. "
            + "The same seed gives the same files on any number of threads, and after an interruption.",
            "compiled search iris.csv --target species", "compiled search digits.csv --target label --trials 200 --units 16..256 --activation relu,silu --dropout 0,0.2",
            "compiled search houses.csv --target price --metric mae --folds 5 --over l2=1e-6..1e-2", "compiled search sensors.csv --target fault --max-bytes 8192 --max-nanoseconds 200 --finalists 5",
            "# After Ctrl-C or a crash: the same command line with --resume.");
        foreach (var option in options.All)
            command.Add(option);
        command.Add(options.Data);
        command.SetAction(parsed => SearchRun.Run(context, options.Read(parsed, context.Screen)));
        return command;
    }
}
