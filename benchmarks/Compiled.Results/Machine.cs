using System.Globalization;

namespace Compiled.Benchmarks.Results;

/// <summary>What a folder of results was measured on, and with which code.</summary>
/// <param name="Processor">Its name, as in "AMD EPYC (Zen 4)".</param>
/// <param name="Tier">The widest vectors that the code could use, as in "AVX2".</param>
/// <param name="Runtime">As in ".NET 10.0.1".</param>
/// <param name="Measured">The day.</param>
/// <param name="Code">The commit.</param>
/// <param name="Peak">Multiply-adds of one core: GFLOP/s.</param>
/// <param name="FirstLevel">Loads from the first-level cache: GB/s.</param>
/// <param name="SecondLevel">Loads from the second-level cache: GB/s.</param>
public sealed record Machine(string Processor, string Tier, string Runtime, string Measured, string Code, double Peak, double FirstLevel, double SecondLevel)
{
    /// <summary>The file's name in a folder of results.</summary>
    public const string File = "machine.tsv";

    /// <summary>Where the results of a processor's tier are, below the repository's root.</summary>
    public static string Folder(string processor, string tier) => $"benchmarks/results/{ProcessorName.Folder(processor)}/{tier.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant()}";

    public string Write() => string.Create(
        CultureInfo.InvariantCulture,
        $"what\tvalue\nprocessor\t{Processor}\ntier\t{Tier}\nruntime\t{Runtime}\nmeasured\t{Measured}\ncode\t{Code}\n")
        + string.Create(CultureInfo.InvariantCulture, $"peak GFLOP/s\t{Peak:f0}\nfirst level GB/s\t{FirstLevel:f0}\nsecond level GB/s\t{SecondLevel:f0}\n");

    /// <exception cref="FormatException">A line is missing, or is not a positive number where one is expected.</exception>
    public static Machine Read(string text)
    {
        var table = TabTable.Read(text, "machine", "what", "value");
        string[] Row(string what) => table.Rows.FirstOrDefault(row => table.Text(row, "what") == what) ?? throw new FormatException($"The machine table has no '{what}'.");
        string Value(string what) => table.Text(Row(what), "value");
        double Number(string what) => table.Number(Row(what), "value");
        return new(
            Value("processor"), Value("tier"), Value("runtime"), Value("measured"), Value("code"), Number("peak GFLOP/s"), Number("first level GB/s"),
            Number("second level GB/s"));
    }
}
