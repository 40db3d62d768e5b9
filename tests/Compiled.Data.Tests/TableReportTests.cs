namespace Compiled.Tests;

public sealed class TableReportTests
{
    private const int Rows = 100;

    private static readonly int[] Indices = [.. Enumerable.Range(0, Rows)];

    private static readonly Table Data = Table.FromColumns(
        TableColumn.FromNumbers("age", [.. Indices.Select(static row => row == 3 ? float.NaN : 20f + row * 7 % 13)]),
        TableColumn.FromNumbers("id", [.. Indices.Select(static row => 1000f + (row * 37 % Rows))]),
        TableColumn.FromTexts("name", [.. Indices.Select(static row => $"person {row}")]),
        TableColumn.FromTexts("city", [.. Indices.Select(static row => row % 4 == 0 ? "Rome" : row % 4 == 1 ? "Milan" : "Bari")]),
        TableColumn.FromNumbers("constant", [.. Indices.Select(static _ => 5f)]),
        TableColumn.FromTexts("empty", [.. Indices.Select(static _ => (string?)null)]),
        TableColumn.FromNumbers("paid", [.. Indices.Select(static row => IsYes(row) ? 100f + row * 31 % 17 : 0)]),
        TableColumn.FromTexts("answer", [.. Indices.Select(static row => IsYes(row) ? "yes" : "no")]),
        TableColumn.FromNumbers("price", [.. Indices.Select(static row => row * 13 % Rows * 2.5f)]),
        TableColumn.FromNumbers("cents", [.. Indices.Select(static row => row * 13 % Rows / 2 * 500f)]));

    [Fact]
    public void Columns_are_summarised()
    {
        var report = Data.Describe();
        Assert.Equal(Data.ColumnNames, report.Columns.Select(static column => column.Name));
        var age = report.Columns[0];
        Assert.Equal((1, 13, 20f, 32f), (age.MissingCount, age.DistinctCount, age.Minimum, age.Maximum));
        float[] ages = [.. Data["age"].Numbers.ToArray().Where(static number => !float.IsNaN(number)).Order()];
        Assert.Equal(ages.Average(static number => (double)number), age.Mean!.Value, 1e-12);
        Assert.Equal(ages[49], age.Median);
        var city = report.Columns[3];
        Assert.Equal([("Bari", 50), ("Milan", 25), ("Rome", 25)], city.MostFrequent);
        Assert.Null(city.Minimum);
        Assert.Null(city.Prediction);
    }

    [Fact]
    public void Warnings_are_of_the_columns_that_deserve_them()
    {
        var warned = Data.Describe("answer").Columns.Where(static column => column.Warnings != ColumnWarnings.None).Select(static column => (column.Name, column.Warnings));
        Assert.Equal(
            [("id", ColumnWarnings.Identifier), ("name", ColumnWarnings.Identifier), ("constant", ColumnWarnings.Constant), ("empty", ColumnWarnings.Empty), ("paid", ColumnWarnings.Leaking)], warned);
        Assert.Equal(ColumnWarnings.Leaking, Data.Describe("price").Columns.Single(static column => column.Name == "cents").Warnings);
        Assert.Equal(ColumnWarnings.None, Data.Describe("price").Columns.Single(static column => column.Name == "age").Warnings);

        // Nothing leaks where one class has nearly all rows, and the target is not judged by itself.
        var rare = Data.With(TableColumn.FromTexts("answer", [.. Indices.Select(static row => row < 3 ? "yes" : "no")]));
        Assert.DoesNotContain(rare.Describe("answer").Columns, static column => column.Warnings.HasFlag(ColumnWarnings.Leaking));
        Assert.Null(Data.Describe("answer").Columns.Single(static column => column.Name == "answer").Prediction);
    }

    [Fact]
    public void The_report_is_a_table()
    {
        var lines = Data.Select("age", "city", "paid", "answer", "constant").Describe("answer").ToString().Split('\n');
        Assert.Equal("100 rows of 5 columns, target 'answer'", lines[0]);
        Assert.Equal("column    kind     missing  distinct  values", lines[1]);
        Assert.StartsWith("age       numeric        1        13  20 to 32, median ", lines[2]);
        Assert.Equal("city      text           0         3  'Bari' (50), 'Milan' (25), 'Rome' (25)", lines[3]);
        Assert.StartsWith("- Column 'paid' alone predicts 'answer' nearly perfectly (1.000)", lines[7]);
        Assert.StartsWith("- Column 'constant' is constant", lines[8]);
        Assert.Equal(9, lines.Length);
    }

    [Fact]
    public void An_unknown_target_is_named() =>
        Assert.Contains("has no column 'anwser'; its columns are", Assert.Throws<ArgumentException>(() => Data.Describe("anwser")).Message);

    private static bool IsYes(int row) => row * 29 % Rows < 40;
}
