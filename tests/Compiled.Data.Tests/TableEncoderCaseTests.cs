namespace Compiled.Tests;

/// <summary>What targets an encoder takes, and which encoders are equal.</summary>
public sealed class TableEncoderCaseTests
{
    private static readonly TableEncoderOptions Imputing = new() { Missing = MissingValues.Median, MissingIndicator = true };

    [Fact]
    public void Encoders_are_equal_by_value()
    {
        var encoder = Fit();
        Assert.Equal(encoder, Fit());
        Assert.Equal(encoder.GetHashCode(), Fit().GetHashCode());
        Assert.True(encoder.Equals((object)encoder));
        Assert.False(encoder.Equals(null));
        Assert.False(encoder.Equals("encoder"));
        TableEncoder[] others =
        [
            Fit(age: [40, float.NaN, 60, 20]), Fit(city: ["Turin", "Milan", null, "Turin"]), Fit(city: ["Rome", "Rome", null, "Rome"]), Fit(city: ["Rome", "Milan", "Milan", "Rome"]),
            Fit(name: "years"), Fit(Imputing with { MissingIndicator = false }), Fit(Imputing with { MinFrequency = 2 }), Fit(Imputing with { Unknown = UnknownCategories.Error }),
            Fit(Imputing with { Classes = ["low", "high"] }), Fit(Imputing with { Target = TargetKind.Binary }), Fit(rent: ["low", "dear", "dear", "low"]),
            TableEncoder.Fit(Train(), Imputing), TableEncoder.Fit(Train().Without("city"), "rent", Imputing),
        ];
        Assert.All(others, other => Assert.NotEqual(encoder, other));
        Assert.All(others, other => Assert.NotEqual(other, encoder));
        Assert.Equal(encoder.Columns[0], Fit().Columns[0]);
        Assert.Equal(encoder.Columns[1].GetHashCode(), Fit().Columns[1].GetHashCode());
        Assert.False(encoder.Columns[0].Equals(null));
        Assert.NotEqual(encoder.Columns[0], encoder.Columns[1]);
    }

    [Fact]
    public void An_encoder_says_what_it_makes_of_each_column()
    {
        Assert.Equal("2 columns, 5 features\nage: number, missing becomes 30, indicator of missing values\ncity: text, 2 categories, indicator of missing values", Fit().ToString());
        Assert.Equal("1 column, 1 feature\nage: number", TableEncoder.Fit(Table.FromColumns(TableColumn.FromNumbers("age", [1, 2]))).ToString());
        var rare = TableEncoder.Fit(Table.FromColumns(TableColumn.FromTexts("city", ["Rome", "Rome", "Bari"])), new TableEncoderOptions { MinFrequency = 2 });
        Assert.Equal("1 column, 2 features\ncity: text, 1 category, other", rare.ToString());
    }

    [Fact]
    public void Whole_numbers_from_0_on_are_classes_and_others_are_noted()
    {
        Assert.Equal(["0", "1", "2"], OfNumbers([2, 1, 0, 0, 1, 2]).ClassNames);
        Assert.Empty(OfNumbers([0, 1, 2]).ClassNames);
        Assert.Empty(OfNumbers([0, 1.5f, 0, 1.5f]).ClassNames);
        Assert.Empty(OfNumbers([-1, 1, -1, 1]).ClassNames);
        Assert.Empty(OfNumbers([100, 101, 100, 101]).ClassNames);
        Assert.Empty(OfNumbers([0, 1, 0, 1], new TableEncoderOptions { Classes = [] }).ClassNames);
        Assert.Empty(OfNumbers([0, 1, 0, 1], new TableEncoderOptions { Target = TargetKind.Numeric }).ClassNames);
        Assert.Equal(["3", "4"], OfNumbers([4, 3, 4], new TableEncoderOptions { Target = TargetKind.Categorical }).ClassNames);
        List<string> notes = [];
        float[] ratings = [.. Enumerable.Range(0, 30).Select(static row => row % 3 + 1f)];
        Assert.Empty(OfNumbers(ratings, new TableEncoderOptions { OnNote = notes.Add }).ClassNames);
        Assert.Equal("the target 'y' has the 3 whole numbers 1 to 3 and is read as numbers; TargetKind.Categorical reads it as classes.", Assert.Single(notes));
        // Nobody asks.
        Assert.Empty(OfNumbers(ratings).ClassNames);
    }

    [Fact]
    public void Classes_that_spell_numbers_are_in_their_order()
    {
        Assert.Equal(["9", "10", "1e2"], OfTexts("10", "1e2", "9", "10").ClassNames);
        Assert.Equal(["10", "9", "old"], OfTexts("10", "9", "old", "9").ClassNames);
    }

    [Fact]
    public void A_target_that_does_not_fit_is_refused_in_words()
    {
        TableEncoderOptions numeric = new() { Target = TargetKind.Numeric }, binary = new() { Target = TargetKind.Binary };
        Assert.Contains("The target 'y' is text ('low' in row 0), but must be numbers.", Message(() => OfTexts(numeric, "low", "high")), StringComparison.Ordinal);
        Assert.Contains("The target 'y' has the only class 'low', but a classification needs two.", Message(() => OfTexts("low", "low")), StringComparison.Ordinal);
        Assert.Contains("A binary target must have two classes, but 'y' has 3: ", Message(() => OfTexts(binary, "a", "b", "c")), StringComparison.Ordinal);
        Assert.Contains("The target 'y' is missing in 2 of 4 rows, first in row 1", Message(() => OfTexts("a", null, "b", null)), StringComparison.Ordinal);
        var many = Message(() => OfTexts([.. Enumerable.Range(0, 8193).Select(static row => $"id{row}")]));
        Assert.Contains("The target 'y' has 8193 distinct values, but a network has at most 8192 outputs: is it an identifier rather than a class?", many, StringComparison.Ordinal);
        Assert.Contains("Classes need a single target column, but there are several", Message(() => OfSeveral(new TableEncoderOptions { Target = TargetKind.Categorical })), StringComparison.Ordinal);
        Assert.Contains("Classes need a single target column", Message(() => OfSeveral(new TableEncoderOptions { Classes = ["a", "b"] })), StringComparison.Ordinal);
        Assert.Equal(["age", "years"], OfSeveral(new TableEncoderOptions { Target = TargetKind.Numeric }).TargetNames);
        Assert.Equal(["age", "years"], OfSeveral(new TableEncoderOptions { Classes = [] }).TargetNames);

        static TableEncoder OfSeveral(TableEncoderOptions options) => TableEncoder.Fit(
            Table.FromColumns(TableColumn.FromNumbers("age", [1, 2]), TableColumn.FromNumbers("years", [3, 4]), TableColumn.FromNumbers("x", [5, 6])), ["age", "years"], options);
    }

    private static Table Train(string name = "age", float[]? age = null, string?[]? city = null, string[]? rent = null) => Table.FromColumns(
        TableColumn.FromNumbers(name, age ?? [30, float.NaN, 50, 20]), TableColumn.FromTexts("city", city ?? ["Rome", "Milan", null, "Rome"]),
        TableColumn.FromTexts("rent", rent ?? ["low", "high", "high", "low"]));

    private static TableEncoder Fit(TableEncoderOptions? options = null, string name = "age", float[]? age = null, string?[]? city = null, string[]? rent = null) =>
        TableEncoder.Fit(Train(name, age, city, rent), "rent", options ?? Imputing);

    private static TableEncoder OfNumbers(float[] target, TableEncoderOptions? options = null) =>
        TableEncoder.Fit(Table.FromColumns(TableColumn.FromNumbers("x", new float[target.Length]), TableColumn.FromNumbers("y", target)), "y", options);

    private static TableEncoder OfTexts(params string?[] target) => OfTexts(new TableEncoderOptions(), target);

    private static TableEncoder OfTexts(TableEncoderOptions options, params string?[] target) =>
        TableEncoder.Fit(Table.FromColumns(TableColumn.FromNumbers("x", new float[target.Length]), TableColumn.FromTexts("y", target)), "y", options);

    private static string Message(Func<object> action) => Assert.ThrowsAny<ArgumentException>(action).Message;
}
