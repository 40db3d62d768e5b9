namespace Compiled.Benchmarks.Results;

/// <summary>Why cells are where they are: what people suppose or found in profiles and machine code. The first row that fits a cell counts.</summary>
public sealed class Causes
{
    /// <summary>Below the repository's root.</summary>
    public const string File = "benchmarks/results/causes.tsv";

    private readonly TabTable _table;

    /// <param name="text">Measures, topologies and tiers, each a comma list or *, and the cause.</param>
    /// <exception cref="FormatException">The text has no such columns.</exception>
    public Causes(string text) => _table = TabTable.Read(text, "causes", "measures", "topologies", "tiers", "cause");

    /// <exception cref="FormatException">No row fits.</exception>
    public string Of(string measure, string topology, string tier)
    {
        var row = _table.Rows.FirstOrDefault(row => Fits(row, "measures", measure) && Fits(row, "topologies", topology) && Fits(row, "tiers", tier))
            ?? throw new FormatException($"The causes table has no row for measure '{measure}' of '{topology}' with {tier}.");
        return _table.Text(row, "cause");
    }

    private bool Fits(string[] row, string column, string value)
    {
        var text = _table.Text(row, column);
        return text == "*" || text.Split(',').Contains(value);
    }
}
