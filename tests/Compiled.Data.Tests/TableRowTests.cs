namespace Compiled.Tests;

public sealed class TableRowTests
{
    private static readonly TableEncoder Encoder = TableEncoder.Fit(
        Table.FromColumns(TableColumn.FromNumbers("age", [30, float.NaN, 50]), TableColumn.FromTexts("city", ["Rome", "Milan", "Rome"]), TableColumn.FromTexts("floor", ["1", "2.5", "x"])),
        new TableEncoderOptions { Missing = MissingValues.Median, MissingIndicator = true, MinFrequency = 1 });

    private static readonly TableEncoder Strict = TableEncoder.Fit(
        Table.FromColumns(TableColumn.FromNumbers("age", [30, 50]), TableColumn.FromTexts("city", ["Rome", "Milan"])), new TableEncoderOptions { Unknown = UnknownCategories.Error });

    [Fact]
    public void Values_are_set_by_name_or_place_and_encoded()
    {
        Assert.Equal(["age", "age=(missing)", "city=Milan", "city=Rome", "floor=1", "floor=2.5", "floor=x"], Encoder.FeatureNames);
        var row = Encoder.CreateRow();
        row["age"] = 41;
        row["city"] = "Rome";
        row[2] = 2.5;
        Assert.Equal([41f, 0, 0, 1, 0, 1, 0], Encoded(row));

        // What is not set again stays.
        row["age"] = TableCell.Missing;
        Assert.Equal([40f, 1, 0, 1, 0, 1, 0], Encoded(row));
        row["age"] = "12.25";
        row["city"] = "Milan".AsSpan();
        row["floor"] = 1L;
        Assert.Equal([12.25f, 0, 1, 0, 1, 0, 0], Encoded(row));
        row["age"] = 7m;
        row["city"] = (string?)null;
        row["floor"] = "unknown";
        Assert.Equal([7f, 0, 0, 0, 0, 0, 0], Encoded(row));
        row["age"] = float.NaN;
        Assert.Equal(1, Encoded(row)[1]);
    }

    [Fact]
    public void A_row_encodes_as_a_table_does()
    {
        var table = Table.FromColumns(
            TableColumn.FromNumbers("age", [1.1f, float.NaN, -3]), TableColumn.FromTexts("city", ["Rome", null, "Oslo"]), TableColumn.FromTexts("floor", ["1", "2.5", "y"]));
        var inputs = Encoder.EncodeFeatures(table);
        var row = Encoder.CreateRow();
        for (var index = 0; index < table.Count; index++)
        {
            row["age"] = table["age"].Numbers[index];
            row["city"] = table["city"].Text(index);
            row["floor"] = table["floor"].Text(index);
            Assert.Equal(inputs.Input(index), Encoded(row));
        }
    }

    [Fact]
    public void Columns_that_were_not_set_are_listed()
    {
        var row = Encoder.CreateRow();
        row["city"] = "Rome";
        var unset = Assert.Throws<InvalidOperationException>(() => Encoded(row));
        Assert.Equal("The row lacks the columns 'age', 'floor': set every column before a prediction, a missing value to TableCell.Missing.", unset.Message);
        row["age"] = 1;
        row["floor"] = 1;
        _ = Encoded(row);
        row.Clear();
        Assert.Contains("'age', 'city', 'floor'", Assert.Throws<InvalidOperationException>(() => Encoded(row)).Message);
        Assert.Contains("features", Assert.Throws<ArgumentException>(() => row.Encode(new float[3])).Message);
    }

    [Fact]
    public void A_wrong_value_is_named_and_changes_nothing()
    {
        var row = Strict.CreateRow();
        row["age"] = 40;
        row["city"] = "Rome";
        AssertRefused("'Roma' is not a category of column 'city' (nearest: 'Rome')", () => row["city"] = "Roma");
        AssertRefused("'3' is not a category of column 'city'", () => row["city"] = 3);
        AssertRefused("Column 'city' is missing", () => row["city"] = "");
        AssertRefused("Column 'age' is missing", () => row["age"] = double.NaN);
        AssertRefused("Column 'age' is numeric, but 'old' is not a number", () => row["age"] = "old");
        AssertRefused("Column 'age' is Infinity", () => row["age"] = 1e300);
        AssertRefused("The row has no column 'Age'; its columns are 'age', 'city'. Did you mean 'age'?", () => row["Age"] = 1);
        Assert.Contains("Column 2 does not exist", Assert.Throws<ArgumentOutOfRangeException>(() => row[2] = 1).Message);
        Assert.Equal([40f, 0, 1], Encoded(row));
    }

    private static float[] Encoded(TableRow row)
    {
        var inputs = new float[row.Encoder.InputSize];
        row.Encode(inputs);
        return inputs;
    }

    private static void AssertRefused(string message, Action act) => Assert.Contains(message, Assert.Throws<ArgumentException>(act).Message);
}
