using Microsoft.Data.Sqlite;
using Sylvan.Data.Csv;

namespace Compiled.Tests;

/// <summary>Tables and datasets from libraries that have a data reader.</summary>
public sealed class LibrariesTests
{
    [Fact]
    public void Sylvans_reader_of_CSV_gives_numbers_and_classes_without_a_schema()
    {
        const string Text = "width,height,kind\n0.5,2,apple\n3,0.5,pear\n0.6,2.1,apple\n";
        using var untyped = CsvDataReader.Create(new StringReader(Text));
        var data = Dataset.FromDataReader(untyped, target: "kind");
        Assert.Equal([0.5f, 2, 3, 0.5f, 0.6f, 2.1f], data.Inputs);
        Assert.Equal(["apple", "pear"], data.ClassNames);
    }

    [Fact]
    public void Sqlite_gives_a_table_with_nulls_and_refuses_a_column_that_changes_its_type()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = """
            CREATE TABLE houses (area REAL, rooms INTEGER, city TEXT, price REAL, note);
            INSERT INTO houses VALUES (40.5, 2, 'Oslo', 100, 1), (NULL, 3, 'Lund', 120, 'new'), (60, NULL, NULL, 140, 2);
            """;
        command.ExecuteNonQuery();
        command.CommandText = "SELECT area, rooms, city, price FROM houses";
        using (var reader = command.ExecuteReader())
        {
            var table = Table.FromDataReader(reader);
            Assert.Equal([40.5f, float.NaN, 60], table["area"].Numbers.ToArray());
            Assert.Equal([2f, 3, float.NaN], table["rooms"].Numbers.ToArray());
            Assert.Equal([0, 1, -1], table["city"].Codes.ToArray());
        }

        command.CommandText = "SELECT coalesce(area, 50) AS area, price FROM houses";
        using (var reader = command.ExecuteReader())
            Assert.Equal([100f, 120, 140], Dataset.FromDataReader(reader, target: "price").Targets);
        command.CommandText = "SELECT price, note FROM houses";
        using (var reader = command.ExecuteReader())
        {
            var error = Assert.Throws<DataReaderException>(() => Table.FromDataReader(reader));
            Assert.Equal("Column 'note' has 'new' in row 1, which is text, but numbers before: convert the column in the query, as with CAST(note AS REAL) or AS TEXT.", error.Message);
        }
    }
}
