using System.Data;
using System.Data.Common;

namespace Compiled.Tests;

/// <summary>Rows of any data reader: every type, what is missing, and what cannot be used.</summary>
public sealed class DataReaderTests
{
    private static DbDataReader Reader(string names, Type[] types, params object?[][] rows)
    {
        var table = new DataTable();
        foreach (var (name, type) in names.Split(',').Zip(types))
            table.Columns.Add(name, type);
        foreach (var row in rows)
            table.Rows.Add([.. row.Select(static value => value ?? DBNull.Value)]);
        return table.CreateDataReader();
    }

    /// <summary>A reader whose columns hold anything, as SQLite's do.</summary>
    private static DbDataReader Any(string names, params object?[][] rows) => Reader(names, [.. names.Split(',').Select(static _ => typeof(object))], rows);

    [Fact]
    public void Numbers_of_every_type_and_yes_and_no_are_numbers()
    {
        object[] values = [(byte)1, (sbyte)-1, (short)2, (ushort)3, 4, 5u, 6L, 7ul, 1.5f, 2.5, 3.5m, true, (Half)0.5, (Int128)9, new System.Numerics.BigInteger(10)];
        var names = string.Join(',', values.Select(static (_, index) => $"c{index}"));
        var table = Table.FromDataReader(Reader(names, [.. values.Select(static value => value.GetType())], values, [.. values.Select(static _ => (object?)null)]));
        Assert.Equal([1, -1, 2, 3, 4, 5, 6, 7, 1.5f, 2.5f, 3.5f, 1, 0.5f, 9, 10], table.Columns.Select(static column => column.Numbers[0]));
        Assert.All(table.Columns, static column => Assert.True(float.IsNaN(column.Numbers[1])));
    }

    [Fact]
    public void Texts_are_text_and_nulls_are_missing_wherever_they_come()
    {
        var table = Table.FromDataReader(Reader("t,n,e", [typeof(string), typeof(double), typeof(string)], [null, null, null], ["01", 2.0, null], ["", double.NaN, null], ["x", 4.0, null]));
        Assert.Equal([-1, 0, -1, 1], table["t"].Codes.ToArray());
        Assert.Equal(["01", "x"], table["t"].Categories);
        Assert.Equal([float.NaN, 2, float.NaN, 4], table["n"].Numbers.ToArray());
        Assert.Equal((ColumnKind.Text, 4), (table["e"].Kind, table["e"].MissingCount));
        Assert.Equal(["c"], Table.FromDataReader(Reader("k", [typeof(char)], ['c']))["k"].Categories);
    }

    public static TheoryData<object?, object?, string> Wrong => new()
    {
        { 1, new DateTime(2026, 1, 2), "Column 'v' is DateTime in row 1, which is neither a number nor text: leave it out of the query, or convert it there, for example to seconds or to a weekday." },
        { 1, new byte[] { 1 }, "Column 'v' is Byte[] in row 1, which is neither a number nor text: leave it out of the query, or convert it there; an identifier is not a feature." },
        { 1, "abc", "Column 'v' has 'abc' in row 1, which is text, but numbers before: convert the column in the query, as with CAST(v AS REAL) or AS TEXT." },
        { "abc", 1.5, "Column 'v' has '1.5' in row 1, which is a number, but texts before: convert the column in the query, as with CAST(v AS REAL) or AS TEXT." },
        { 1, 1e300, "Column 'v' has 1E+300 in row 1, which is beyond the range of a float, ±3.4028235E+38: scale the column in the query, or leave the row out." },
        { 1, double.NegativeInfinity, "Column 'v' has -Infinity in row 1, which is beyond the range of a float, ±3.4028235E+38: scale the column in the query, or leave the row out." },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void A_wrong_column_names_itself_and_its_row(object? first, object? second, string message)
    {
        var error = Assert.Throws<DataReaderException>(() => Table.FromDataReader(Any("u,v", [1, first], [2, second])));
        Assert.Equal(message, error.Message);
        Assert.Equal((1, "v"), (error.Row, error.Column));
    }

    [Fact]
    public void No_rows_and_columns_without_names_are_errors()
    {
        Assert.Contains("has no rows", Assert.Throws<DataReaderException>(() => Table.FromDataReader(Any("u"))).Message);
        Assert.Equal("u", Assert.Throws<DataReaderException>(() => Dataset.FromDataReader(Any("u,y", [null, 1], [1, 2]), "y")).Column);
    }

    [Fact]
    public void A_dataset_has_the_targets_that_a_file_would_give()
    {
        var regression = Dataset.FromDataReader(Any("a,b,y", [1, 2L, 0.5], [3f, true, 1.5]), "y");
        Assert.Equal(["a", "b"], regression.FeatureNames);
        Assert.Equal([1f, 2, 3, 1], regression.Inputs);
        Assert.Equal([0.5f, 1.5f], regression.Targets);
        var labels = Dataset.FromDataReader(Any("a,y", [1, 0], [2, 1], [3, 1], [4, 0]), "y");
        Assert.Equal(["0", "1"], labels.ClassNames);
        Assert.Equal([1f, 0, 0, 1, 0, 1, 1, 0], labels.Targets);
        var texts = Dataset.FromDataReader(Any("a,y", ["1.5", "pear"], ["2", "apple"], ["3", "pear"]), "y");
        Assert.Equal([1.5f, 2, 3], texts.Inputs);
        Assert.Equal(["apple", "pear"], texts.ClassNames);
        Assert.Equal([1, 0, 1], Enumerable.Range(0, 3).Select(texts.Label));
        var binary = Dataset.FromDataReader(Any("a,y", [1, "no"], [2, "yes"]), "y", TargetKind.Binary);
        Assert.Equal([0f, 1], binary.Targets);
        Assert.Equal([1f, 0], Dataset.FromDataReader(Any("a,y", [1, "yes"], [2, "no"]), "y", TargetKind.Binary, binary.ClassNames).Targets);
        var two = Dataset.FromDataReader(Any("a,u,v", [1, 2, 3], [4, 5, 6]), targets: ["v", "u"]);
        Assert.Equal([3f, 2, 6, 5], two.Targets);
        Assert.Equal(["v", "u"], two.TargetNames);
    }

    [Theory]
    [InlineData("city,y", "Oslo", 1.5, "Column 'city' has the text 'Oslo' in row 0, but features are numbers: leave it out of the query, or read a Table and encode it with TableEncoder.")]
    [InlineData("a,z", 1, 1.5, "The table has no column 'y'; its columns are 'a', 'z'.")]
    [InlineData("y", 1, null, "No column is left for the features: the only columns are 'y'.")]
    [InlineData("a,y", null, 1.5, "Column 'a' has no value in row 0, and 1 missing value in 1 row: fill them in in the query, as with COALESCE (the median is common), leave the rows out, or read a Table and encode it with TableEncoder.")]
    [InlineData("a,y", 1, "x", "'x' is the only class in column 'y', but a classification needs two. For a second query, pass the classes of the first.")]
    public void A_dataset_says_what_keeps_it_from_being_one(string names, object? first, object? second, string message) =>
        Assert.Equal(message, Assert.Throws<DataReaderException>(() => Dataset.FromDataReader(Any(names, names == "y" ? [first] : [first, second]), "y")).Message);

    [Fact]
    public void An_unknown_class_and_a_numeric_target_of_text_are_named()
    {
        Assert.Equal(
            "Column 'y' has 'cow' in row 1, which is not one of the 2 known classes: 'cat', 'dog'.",
            Assert.Throws<DataReaderException>(() => Dataset.FromDataReader(Any("a,y", [1, "cat"], [2, "cow"]), "y", classes: ["cat", "dog"])).Message);
        Assert.Contains("the target is numeric", Assert.Throws<DataReaderException>(() => Dataset.FromDataReader(Any("a,y", [1, "cat"]), "y", TargetKind.Numeric)).Message);
        Assert.Contains("and numbers", Assert.Throws<DataReaderException>(() => Dataset.FromDataReader(Any("a,y", [1, "cat"], [1, "5"]), "y")).Message);
    }
}
