namespace Compiled.Tool.Terminal;

/// <summary>How raw columns become inputs, as lines: as many as a screen has room for.</summary>
internal static class EncoderLines
{
    private const int MostShown = 30;

    /// <summary>A line of totals, and one for each column.</summary>
    public static string Of(TableEncoder encoder)
    {
        var lines = encoder.Columns.Take(MostShown).Select(static column => Printable.OneLine($"  {column}, {Figures.Count(column.FeatureCount, "input")}"));
        var more = encoder.Columns.Count > MostShown ? $"\n  and {Figures.Count(encoder.Columns.Count - MostShown, "further column")}" : "";
        return $"{Figures.Count(encoder.Columns.Count, "column becomes", "columns become")} {Figures.Count(encoder.InputSize, "input")}:\n{string.Join('\n', lines)}{more}";
    }
}
