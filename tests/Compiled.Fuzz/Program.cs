using Compiled.Fuzz;
using SharpFuzz;

// With a file: one run, for a finding or a corpus. With a folder: its seeds. Alone: under AFL, which sends inputs as it goes.
if (args is not [var name, .. var rest] || FuzzTarget.All.FirstOrDefault(candidate => candidate.Name == name) is not { } target || rest.Length > 2)
{
    Console.Error.WriteLine($"""
        Usage: Compiled.Fuzz TARGET                under AFL, with inputs from standard input
               Compiled.Fuzz TARGET FILE           one file, without AFL
               Compiled.Fuzz TARGET --seeds FOLDER writes the seeds of the corpus
        Targets: {string.Join(", ", FuzzTarget.All.Select(static candidate => candidate.Name))}
        """);
    return 2;
}

switch (rest)
{
    case []:
        Fuzzer.OutOfProcess.Run(stream =>
        {
            using var bytes = new MemoryStream();
            stream.CopyTo(bytes);
            target.Run(bytes.ToArray());
        });
        return 0;
    case ["--seeds", var folder]:
        Directory.CreateDirectory(folder);
        foreach (var (seed, bytes) in target.Seeds())
            File.WriteAllBytes(Path.Combine(folder, seed), bytes);
        return 0;
    case [var file]:
        target.Run(File.ReadAllBytes(file));
        Console.WriteLine($"{file}: no finding.");
        return 0;
    default:
        Console.Error.WriteLine($"'{string.Join(' ', rest)}' is neither a file nor --seeds FOLDER.");
        return 2;
}
