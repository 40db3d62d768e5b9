namespace Compiled.Tests;

public sealed class TableTests
{
    private static readonly Table Small = Table.FromColumns(
        TableColumn.FromNumbers("age", [30, float.NaN, 50, 30]),
        TableColumn.FromTexts("city", ["Rome", "Milan", null, "Rome"]));

    [Fact]
    public void Columns_come_back_as_they_were_given()
    {
        Assert.Equal((4, 2), (Small.Count, Small.Columns.Count));
        Assert.Equal(["age", "city"], Small.ColumnNames);
        Assert.Equal(ColumnKind.Numeric, Small["age"].Kind);
        Assert.Equal([30, float.NaN, 50, 30], Small["age"].Numbers);
        Assert.Equal(ColumnKind.Text, Small["city"].Kind);
        Assert.Equal([0, 1, -1, 0], Small["city"].Codes);
        Assert.Equal(["Rome", "Milan"], Small["city"].Categories);
        Assert.Empty(Small["age"].Categories);
        Assert.Equal("4 rows of 2 columns", Small.ToString());
        Assert.Equal("city: text, 4 rows, 1 missing", Small["city"].ToString());
    }

    [Fact]
    public void A_cell_is_missing_or_has_a_text()
    {
        Assert.Equal((1, 1), (Small["age"].MissingCount, Small["city"].MissingCount));
        Assert.Equal([false, true, false, false], Enumerable.Range(0, 4).Select(Small["age"].IsMissing));
        Assert.Equal([false, false, true, false], Enumerable.Range(0, 4).Select(Small["city"].IsMissing));
        Assert.Equal(["30", null, "50", "30"], Enumerable.Range(0, 4).Select(Small["age"].Text));
        Assert.Equal(["Rome", "Milan", null, "Rome"], Enumerable.Range(0, 4).Select(Small["city"].Text));
        Assert.Equal(1, TableColumn.FromTexts("a", ["", "b"]).MissingCount);
    }

    [Fact]
    public void The_callers_memory_is_copied()
    {
        float[] numbers = [1, 2];
        int[] codes = [0, 1];
        string[] categories = ["a", "b"];
        var (one, other) = (TableColumn.FromNumbers("n", numbers), TableColumn.FromCodes("t", codes, categories));
        (numbers[0], codes[0], categories[0]) = (9, 1, "x");
        Assert.Equal([1f, 2], one.Numbers);
        Assert.Equal([0, 1], other.Codes);
        Assert.Equal(["a", "b"], other.Categories);
        Assert.IsNotType<string[]>(other.Categories);
    }

    [Fact]
    public void Rows_are_taken_by_index_and_share_the_categories()
    {
        var rows = Small.Rows([3, 2, 3]);
        Assert.Equal([30f, 50, 30], rows["age"].Numbers);
        Assert.Equal([0, -1, 0], rows["city"].Codes);
        Assert.Same(Small["city"].Categories, rows["city"].Categories);
        Assert.Equal(0, rows["age"].MissingCount);
        Assert.Contains("Row 4 does not exist: the table has the rows 0 to 3.", Assert.Throws<ArgumentOutOfRangeException>(() => Small.Rows([0, 4])).Message);
        Assert.Contains("'indices' is empty", Assert.Throws<ArgumentException>(() => Small.Rows([])).Message);
    }

    [Fact]
    public void Columns_are_selected_left_out_and_replaced()
    {
        Assert.Equal(["city", "age"], Small.Select("city", "age").ColumnNames);
        Assert.Equal(["city"], Small.Without("age").ColumnNames);
        var replaced = Small.With(TableColumn.FromNumbers("age", [1, 2, 3, 4])).With(TableColumn.FromNumbers("new", [5, 6, 7, 8]));
        Assert.Equal(["age", "city", "new"], replaced.ColumnNames);
        Assert.Equal([1f, 2, 3, 4], replaced["age"].Numbers);
        Assert.Equal(["years"], Table.FromColumns(Small["age"].WithName("years")).ColumnNames);
    }

    [Fact]
    public void Numbers_become_categories_in_ascending_order()
    {
        var text = TableColumn.FromNumbers("n", [2.5f, -1, float.NaN, 10, -1, -0f, 0]).AsText();
        Assert.Equal(["-1", "0", "2.5", "10"], text.Categories);
        Assert.Equal([2, 0, -1, 3, 0, 1, 1], text.Codes);
        Assert.Same(Small["city"], Small["city"].AsText());
    }

    [Fact]
    public void A_split_contains_every_row_once_and_keeps_the_proportions()
    {
        var table = Table.FromColumns(
            TableColumn.FromNumbers("row", [.. Enumerable.Range(0, 100).Select(static row => (float)row)]),
            TableColumn.FromTexts("class", [.. Enumerable.Range(0, 100).Select(static row => row % 5 == 0 ? "rare" : "common")]));
        var (train, test) = table.Split(0.75, seed: 3, stratify: "class");
        Assert.Equal((75, 25), (train.Count, test.Count));
        Assert.Equal(Enumerable.Range(0, 100), train["row"].Numbers.ToArray().Concat(test["row"].Numbers.ToArray()).Select(static row => (int)row).Order());
        Assert.Equal(15, train["class"].Codes.Count(0));
        Assert.Equal(5, test["class"].Codes.Count(0));
        Assert.Equal(train["row"].Numbers, table.Split(0.75, seed: 3, stratify: "class").Train["row"].Numbers);
        Assert.NotEqual(train["row"].Numbers.ToArray(), table.Split(0.75, seed: 4, stratify: "class").Train["row"].Numbers.ToArray());

        // The same rows as a dataset gives for the same seed and classes.
        var data = Dataset.FromLabels(table["row"].Numbers, table["class"].Codes, ["rare", "common"]);
        Assert.Equal(data.Split(0.75, seed: 3).Train.Inputs, train["row"].Numbers);
    }

    [Fact]
    public void A_split_that_cannot_be_says_so()
    {
        Assert.Contains("has no column 'Age'", Assert.Throws<ArgumentException>(() => Small.Split(0.5, 1, "Age")).Message);
        Assert.Contains("must be between 0 and 1", Assert.Throws<ArgumentOutOfRangeException>(() => Small.Split(1, 1)).Message);
        Assert.Contains("both parts need at least one", Assert.Throws<ArgumentOutOfRangeException>(() => Small.Split(0.01, 1)).Message);
        var distinct = Table.FromColumns(TableColumn.FromNumbers("x", [1, 2, 3, 4]));
        Assert.Contains("Column 'x' has 4 distinct numbers in 4 rows", Assert.Throws<ArgumentException>(() => distinct.Split(0.5, 1, "x")).Message);
    }

    [Fact]
    public void Tables_that_cannot_be_are_refused()
    {
        AssertRefused("'columns' is empty", () => Table.FromColumns());
        AssertRefused("Two columns are named 'a'", () => Table.FromColumns(TableColumn.FromNumbers("a", [1]), TableColumn.FromNumbers("a", [1])));
        AssertRefused("Column 'b' has 2 rows, but 'a' has 1", () => Table.FromColumns(TableColumn.FromNumbers("a", [1]), TableColumn.FromNumbers("b", [1, 2])));
        AssertRefused("The name '' of a column is empty", () => TableColumn.FromNumbers("", [1]));
        AssertRefused("Column 'a' has no rows", () => TableColumn.FromNumbers("a", []));
        AssertRefused("Column 'a' has no rows", () => TableColumn.FromTexts("a", []));
        AssertRefused("Column 'a' has Infinity in row 1", () => TableColumn.FromNumbers("a", [1, float.PositiveInfinity]));
        AssertRefused("the code 2 in row 1", () => TableColumn.FromCodes("a", [0, 2], ["x", "y"]));
        AssertRefused("the code -2 in row 0", () => TableColumn.FromCodes("a", [-2], ["x"]));
        AssertRefused("the category 'x' twice", () => TableColumn.FromCodes("a", [0], ["x", "x"]));
        AssertRefused("an empty category", () => TableColumn.FromCodes("a", [0], [""]));
        AssertRefused("No column is left", () => Small.Without("age", "city"));
        AssertRefused("does not have the columns 'x', 'y'", () => Small.Select("x", "age", "y"));
    }

    [Fact]
    public void An_unknown_column_and_a_wrong_kind_are_named()
    {
        var unknown = Assert.Throws<KeyNotFoundException>(() => Small["citi"]);
        Assert.Equal("The table has no column 'citi'; its columns are 'age', 'city'. Did you mean 'city'?", unknown.Message);
        Assert.Contains("Column 'age' is numeric", Assert.Throws<InvalidOperationException>(() => Small["age"].Codes.Length).Message);
        Assert.Contains("Column 'city' is text", Assert.Throws<InvalidOperationException>(() => Small["city"].Numbers.Length).Message);
        Assert.Contains("Row 4", Assert.Throws<ArgumentOutOfRangeException>(() => Small["age"].Text(4)).Message);
    }

    private static void AssertRefused(string message, Action act) => Assert.Contains(message, Assert.Throws<ArgumentException>(act).Message);
}
