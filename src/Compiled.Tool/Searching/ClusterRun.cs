using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Searching;

/// <summary>
/// A search whose trials a cluster trains. The workers' tool submits and watches it, and brings its journal, from which the search goes on here as after an interruption: so the files are the
/// same, and this tool does not carry the cluster's libraries.
/// </summary>
internal sealed class ClusterRun(Screen screen, IReadOnlyList<string> cluster, CancellationToken cancellation)
{
    private const string Program = "compiled-worker";

    /// <summary>Names the program, or its assembly, where it is not on the path.</summary>
    private const string Variable = "COMPILED_WORKER";

    private int _tenth = -1;
    private string _phase = "";

    /// <summary>The name of the search on the cluster, as soon as it is known.</summary>
    public string? Name { get; private set; }

    /// <summary>Has the search done, and writes its journal.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled; the cluster goes on.</exception>
    /// <exception cref="ToolException">The tool was not found, or the search failed or was stopped.</exception>
    public void Fetch(SearchDefinition definition, SearchData data, string journal)
    {
        var folder = Directory.CreateTempSubdirectory("compiled-search-");
        try
        {
            var (definitionFile, dataFile) = (Path.Combine(folder.FullName, "definition.json"), Path.Combine(folder.FullName, "data"));
            File.WriteAllText(definitionFile, definition.ToJson());
            using (var stream = File.Create(dataFile))
                data.Write(stream);
            Name = Run(["submit", "--definition", definitionFile, "--data", dataFile], null);
            screen.Hint($"the cluster searches; the name of the search is {Name}");
            Run(["watch", Name], line => Show(line, definition.Trials));
            if (_phase != "finished")
                throw new ToolException($"The search '{Name}' was stopped: the same command line goes on with it.");
            Run(["journal", Name, "--data", dataFile, "--file", journal], null);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Show(string line, int trials)
    {
        using var document = JsonDocument.Parse(line);
        var status = document.RootElement;
        _phase = status.GetProperty("phase").GetString()!;
        var jobs = status.GetProperty("jobs").GetInt32();
        var tenth = (int)(10L * jobs / trials);
        if (tenth == _tenth)
            return;
        _tenth = tenth;
        var best = status.GetProperty("bestTrial") is { ValueKind: JsonValueKind.Number } trial ? $"; best so far: trial {trial.GetInt32()}" : "";
        screen.Hint($"{Figures.Count(jobs, "job")} done, {status.GetProperty("running").GetInt32()} running{best}");
    }

    /// <summary>Runs the tool to its end.</summary>
    /// <returns>The last line that it wrote.</returns>
    private string Run(IReadOnlyList<string> arguments, Action<string>? line)
    {
        using var process = Start([.. arguments, .. cluster]);
        var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
        using var registration = cancellation.Register(() => End(process));
        var last = "";
        while (process.StandardOutput.ReadLine() is { } text)
        {
            last = text;
            line?.Invoke(text);
        }

        process.WaitForExit();
        cancellation.ThrowIfCancellationRequested();
        return process.ExitCode == 0 ? last : throw new ToolException($"{Program} {arguments[0]} has failed: {errors.Result.Replace($"{Program}: ", "", StringComparison.Ordinal).Trim()}");
    }

    private static void End(Process process)
    {
        try
        {
            process.Kill();
        }
        catch (InvalidOperationException)
        {
            // It has ended by itself.
        }
    }

    private static Process Start(IReadOnlyList<string> arguments)
    {
        var given = Environment.GetEnvironmentVariable(Variable);
        var (file, first) = given is null ? (Program, (string[])[]) : given.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) ? ("dotnet", [given]) : (given, []);
        try
        {
            return Process.Start(new ProcessStartInfo(file, [.. first, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        }
        catch (Win32Exception exception)
        {
            throw new ToolException($"'{file}' could not be started: {exception.Message}. --cluster needs the workers' tool: install it with 'dotnet tool install --global Compiled.Worker', or name its file in {Variable}.", exception);
        }
    }
}
