using Compiled;
using Compiled.Tests;

switch (args)
{
    case ["run", var searcher, var journal, var threads]:
        Console.Write(Problems.Of(searcher).Run(Problems.Clouds(), new() { Journal = journal, Threads = int.Parse(threads, System.Globalization.CultureInfo.InvariantCulture) }).Table.ToCsv());
        return 0;
    case ["work", var folder]:
        // Knows nothing of the search but what is in the files.
        var definition = SearchDefinition.FromJson(File.ReadAllText(Path.Combine(folder, "definition.json")));
        using (var file = File.OpenRead(Path.Combine(folder, "data.bin")))
        {
            var runner = new TrialRunner(definition, SearchData.Read(file));
            var checkpoints = new FileCheckpoints(Path.Combine(folder, "checkpoints"));
            while (Console.ReadLine() is { Length: > 0 } line)
                Console.WriteLine(runner.Run(SearchJob.FromJson(line, definition.Space), checkpoints).Result.ToJson());
        }

        return 0;
    default:
        Console.Error.WriteLine("run SEARCHER JOURNAL THREADS | work FOLDER");
        return 1;
}
