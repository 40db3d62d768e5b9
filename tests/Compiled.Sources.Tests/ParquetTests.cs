using Parquet;
using Parquet.Schema;

namespace Compiled.Tests;

/// <summary>A Parquet file becomes a table, column by column, and a dataset.</summary>
public sealed class ParquetTests
{
    [Fact]
    public async Task Parquet_gives_a_table_with_missing_values_and_row_groups_one_after_the_other()
    {
        var (area, rooms, city, price) = (new DataField<double?>("area"), new DataField<int>("rooms"), new DataField<string>("city"), new DataField<float>("price"));
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(area, rooms, city, price), file, cancellationToken: TestContext.Current.CancellationToken))
        {
            foreach (var shift in new[] { 0, 1 })
            {
                using var group = writer.CreateRowGroup();
                await group.WriteAsync<double>(area, new double?[] { 40.5 + shift, null, 60 }, cancellationToken: TestContext.Current.CancellationToken);
                await group.WriteAsync<int>(rooms, new[] { 2, 3, 4 + shift }, cancellationToken: TestContext.Current.CancellationToken);
                await group.WriteAsync(city, new string?[] { "Oslo", null, shift == 0 ? "Lund" : "Oslo" }!);
                await group.WriteAsync<float>(price, new[] { 100f, 120, 140 + shift }, cancellationToken: TestContext.Current.CancellationToken);
                group.CompleteValidate();
            }
        }

        file.Position = 0;
        var table = await ParquetTable.Read(file);
        Assert.Equal(["area", "rooms", "city", "price"], table.ColumnNames);
        Assert.Equal([40.5f, float.NaN, 60, 41.5f, float.NaN, 60], table["area"].Numbers.ToArray());
        Assert.Equal([2f, 3, 4, 2, 3, 5], table["rooms"].Numbers.ToArray());
        Assert.Equal([0, -1, 1, 0, -1, 0], table["city"].Codes.ToArray());

        // Missing values and text are what the encoder is for.
        var encoder = TableEncoder.Fit(table, "price", new TableEncoderOptions { Missing = MissingValues.Median });
        var data = encoder.Encode(table);
        Assert.Equal(6, data.Count);
        Assert.Equal([100f, 120, 140, 100, 120, 141], data.Targets);
        Assert.All(data.Inputs.ToArray(), static value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public async Task A_column_of_another_type_is_named()
    {
        var day = new DataField<bool>("open");
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(new ParquetSchema(day), file, cancellationToken: TestContext.Current.CancellationToken))
        {
            using var group = writer.CreateRowGroup();
            await group.WriteAsync<bool>(day, new[] { true }, cancellationToken: TestContext.Current.CancellationToken);
        }

        file.Position = 0;
        Assert.Equal("Column 'open' is Boolean: leave it out, or add its type here.", (await Assert.ThrowsAsync<NotSupportedException>(() => ParquetTable.Read(file))).Message);
    }

    /// <summary>The page shows what is tested here.</summary>
    [Fact]
    public void The_page_has_this_code()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Compiled.sln")))
            folder = folder.Parent!;
        var page = File.ReadAllText(Path.Combine(folder.FullName, "docs/sources.md")).ReplaceLineEndings("\n");
        var code = File.ReadAllLines(Path.Combine(folder.FullName, "tests/Compiled.Sources.Tests/ParquetTable.cs"));
        var begin = Array.FindIndex(code, static line => line.Contains("public static async Task<Table> Read", StringComparison.Ordinal));
        foreach (var line in code[begin..^1].Where(static line => line.Length > 0))
            Assert.Contains("\n" + line + "\n", page, StringComparison.Ordinal);
    }
}
