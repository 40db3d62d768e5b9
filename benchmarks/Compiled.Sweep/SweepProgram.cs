using System.Diagnostics;
using Compiled.Benchmarks.Results;

namespace Compiled.Sweep;

/// <summary>
/// Measures every declared shape by every measure, and holds the table against the rule that no shape costs more than 1.5 times a slightly
/// larger one. The shapes are visited in turns, so that a slow phase of a shared machine hits all of them.
/// </summary>
internal static class SweepProgram
{
    public static int Run(string[] args)
    {
        SweepOptions options;
        try
        {
            options = SweepOptions.Parse(args);
        }
        catch (FormatException problem)
        {
            Console.Error.WriteLine(problem.Message);
            return 2;
        }

        if (options.Check is { } file)
            return Report(SweepTable.Read(File.ReadAllText(file)));
        if (Measure(options) is not { } rows)
            return 1;
        var table = SweepTable.Write(rows);
        if (options.Out is { } path)
            File.WriteAllText(path, table);
        else
            Console.Write(table);
        return Report(rows);
    }

    private static List<SweepRow>? Measure(SweepOptions options)
    {
        var start = Stopwatch.GetTimestamp();
        var subjects = SweepSubjects.All().Where(subject => options.Only.Count == 0 || options.Only.Contains(subject.Shape.ToString())).ToList();
        if (subjects.Count == 0)
        {
            Console.Error.WriteLine($"None of the declared networks has the shape {string.Join(" or ", options.Only)}.");
            return null;
        }

        var wrong = subjects.Where(static subject => !subject.IsRight()).ToList();
        foreach (var subject in wrong)
            Console.Error.WriteLine($"{subject.Shape} predicts wrong: its outputs are far from those of the double-precision reference.");
        if (wrong.Count > 0)
            return null;

        var timers = subjects.SelectMany(subject => subject.Timers(options.Slot)).ToList();
        Progress($"{subjects.Count} shapes made, checked and warm", start);
        for (var round = 1; round <= options.Rounds; round++)
        {
            foreach (var timer in timers)
                timer.Visit();
            Progress($"round {round} of {options.Rounds}", start);
        }

        return [.. timers.Select(static timer => timer.Row())];
    }

    private static int Report(IReadOnlyList<SweepRow> rows)
    {
        var cliffs = CliffRule.Find(rows);
        foreach (var cliff in cliffs)
            Console.Error.WriteLine(cliff);
        Console.Error.WriteLine($"cliffs: {cliffs.Count} among {CliffRule.Pairs(rows)} pairs of a shape and a slightly larger one");
        return cliffs.Count == 0 ? 0 : 1;
    }

    private static void Progress(string what, long start) =>
        Console.Error.WriteLine(FormattableString.Invariant($"{Stopwatch.GetElapsedTime(start).TotalSeconds,6:f1} s: {what}"));
}
