namespace Compiled.Tests;

public sealed class TableEncoderTests
{
    private static readonly TableEncoderOptions Imputing = new() { Missing = MissingValues.Median, MissingIndicator = true };

    private static readonly Table Train = Table.FromColumns(
        TableColumn.FromNumbers("age", [30, float.NaN, 50, 20]),
        TableColumn.FromTexts("city", ["Rome", "Milan", null, "Rome"]),
        TableColumn.FromTexts("rent", ["low", "high", "high", "low"]));

    [Fact]
    public void Texts_become_one_hot_and_missing_values_median_and_indicator()
    {
        var encoder = TableEncoder.Fit(Train, "rent", Imputing);
        Assert.Equal(["age", "age=(missing)", "city=Milan", "city=Rome", "city=(missing)"], encoder.FeatureNames);
        Assert.Equal(30, encoder.Columns[0].Median);
        Assert.Equal(["rent"], encoder.TargetNames);
        Assert.Equal(["high", "low"], encoder.ClassNames);

        var data = encoder.Encode(Train);
        Assert.Equal(
            [
                30f, 0, 0, 1, 0,
                30, 1, 1, 0, 0,
                50, 0, 0, 0, 1,
                20, 0, 0, 1, 0,
            ],
            data.Inputs);
        Assert.Equal([0f, 1, 1, 0, 1, 0, 0, 1], data.Targets);
        Assert.Equal(["high", "low"], data.ClassNames);
        Assert.Equal(encoder.FeatureNames, data.FeatureNames);
        Assert.True(data.HasFeatureNames);
        Assert.Same(encoder, data.Encoder);
        Assert.Equal("age: number, missing becomes 30, indicator of missing values", encoder.Columns[0].ToString());
    }

    [Fact]
    public void Missing_values_are_an_error_unless_they_are_asked_for()
    {
        AssertRefused("Column 'age' is missing in 1 of 4 rows, first in row 1", () => TableEncoder.Fit(Train, "rent"));
        var full = Train.Rows([0, 3]);
        var strict = TableEncoder.Fit(full, "rent", new TableEncoderOptions { Target = TargetKind.Categorical, Classes = ["low", "high"] });
        Assert.Equal(["age", "city=Rome"], strict.FeatureNames);
        AssertRefused("Column 'age' is missing in row 1", () => strict.Encode(Train));

        // Without missing values in training there is no indicator; the median is there all the same.
        var imputing = TableEncoder.Fit(full, "rent", Imputing with { Classes = ["low", "high"] });
        Assert.Equal(["age", "city=Rome"], imputing.FeatureNames);
        Assert.Equal([30f, 1, 25, 0, 50, 0, 20, 1], imputing.Encode(Train).Inputs);
    }

    [Fact]
    public void Rare_and_unknown_texts_are_other()
    {
        var train = Texts("Rome", "Rome", "Milan", "Bari", "Milan");
        var encoder = TableEncoder.Fit(train, new TableEncoderOptions { MinFrequency = 2 });
        Assert.Equal(["city=Milan", "city=Rome", "city=(other)"], encoder.FeatureNames);
        Assert.Equal([0f, 0, 1, 0, 0, 1, 0, 1, 0], encoder.EncodeFeatures(Texts("Bari", "Oslo", "Rome")).Inputs);

        // Without rare ones there is nothing that could have learned "other".
        Assert.Equal([0f, 0, 0], TableEncoder.Fit(train).EncodeFeatures(Texts("Oslo")).Inputs);
        var strict = TableEncoder.Fit(train, new TableEncoderOptions { MinFrequency = 2, Unknown = UnknownCategories.Error });
        Assert.Equal([0f, 0, 1], strict.EncodeFeatures(Texts("Bari")).Inputs);
        AssertRefused("'Roma' in row 1 is not a category of column 'city' (nearest: 'Rome'), which has 'Milan', 'Rome'", () => strict.EncodeFeatures(Texts("Rome", "Roma")));
    }

    [Fact]
    public void A_category_that_is_called_other_stays_apart()
    {
        var encoder = TableEncoder.Fit(Texts("(other)", "(other)", "x", "(missing)", "(missing)"), new TableEncoderOptions { MinFrequency = 2 });
        Assert.Equal(["city=(missing)", "city=(other)", "city=((other))"], encoder.FeatureNames);
    }

    [Fact]
    public void Numbers_can_be_categories()
    {
        var train = Table.FromColumns(TableColumn.FromNumbers("zip", [10, 20, 10, -0f]), TableColumn.FromNumbers("y", [1.5f, 2, 3, 4]));
        var encoder = TableEncoder.Fit(train, "y", new TableEncoderOptions { Categorical = ["zip"] });
        Assert.Equal(["zip=0", "zip=10", "zip=20"], encoder.FeatureNames);
        Assert.Equal([0f, 1, 0, 0, 0, 1, 0, 1, 0, 1, 0, 0], encoder.Encode(train).Inputs);
        // A text column of new data that has numbers alone comes as numbers.
        var cities = TableEncoder.Fit(Texts("1", "x"));
        Assert.Equal([1f, 0], cities.EncodeFeatures(Table.FromColumns(TableColumn.FromNumbers("city", [1]))).Inputs);
    }

    [Fact]
    public void The_order_of_columns_and_further_columns_do_not_matter()
    {
        var encoder = TableEncoder.Fit(Train, "rent", Imputing);
        var turned = Train.Select("rent", "city", "age").With(TableColumn.FromNumbers("id", [1, 2, 3, 4]));
        Assert.Equal(encoder.Encode(Train).Inputs, encoder.Encode(turned).Inputs);
        Assert.Equal(encoder.Encode(Train).Inputs, encoder.EncodeFeatures(turned.Without("rent")).Inputs);
        Assert.Equal(encoder, TableEncoder.Fit(Train.Rows([3, 1, 0, 2]), "rent", Imputing));
        Assert.Equal(encoder.GetHashCode(), TableEncoder.Fit(Train.Rows([3, 1, 0, 2]), "rent", Imputing).GetHashCode());
        Assert.NotEqual(encoder, TableEncoder.Fit(Train.Rows([0, 1, 2, 2]), "rent", Imputing));
    }

    [Fact]
    public void Features_are_chosen_or_ignored()
    {
        Assert.Equal(["city=Milan", "city=Rome", "city=(missing)"], TableEncoder.Fit(Train, "rent", Imputing with { Features = ["city"] }).FeatureNames);
        Assert.Equal(["age", "age=(missing)"], TableEncoder.Fit(Train, "rent", Imputing with { Ignore = ["city"] }).FeatureNames);
        List<string> notes = [];
        var empty = Train.With(TableColumn.FromNumbers("empty", [float.NaN, float.NaN, float.NaN, float.NaN]));
        Assert.DoesNotContain("empty", TableEncoder.Fit(empty, "rent", Imputing with { OnNote = notes.Add }).FeatureNames);
        Assert.Equal(["column 'empty' has no value in any row and is not used."], notes);
    }

    [Fact]
    public void Targets_are_numbers_or_classes()
    {
        var table = Table.FromColumns(
            TableColumn.FromNumbers("x", [1, 2, 3, 4]), TableColumn.FromNumbers("whole", [0, 1, 1, 0]), TableColumn.FromNumbers("y", [0.5f, 1, 2, 3]),
            TableColumn.FromTexts("t", ["10", "9", "10", "9"]));
        Assert.Equal(["0", "1"], TableEncoder.Fit(table, "whole").ClassNames);
        Assert.Empty(TableEncoder.Fit(table, "whole", new TableEncoderOptions { Target = TargetKind.Numeric }).ClassNames);
        Assert.Empty(TableEncoder.Fit(table, "y").ClassNames);
        Assert.Equal([0.5f, 1, 2, 3], TableEncoder.Fit(table, "y").Encode(table).Targets);
        Assert.Equal(["9", "10"], TableEncoder.Fit(table, "t").ClassNames);
        var binary = TableEncoder.Fit(table, "t", new TableEncoderOptions { Target = TargetKind.Binary }).Encode(table);
        Assert.Equal([1f, 0, 1, 0], binary.Targets);
        Assert.Equal(["t"], binary.TargetNames);
        var several = TableEncoder.Fit(table, ["y", "x"], new TableEncoderOptions { Ignore = ["t"] }).Encode(table);
        Assert.Equal([0.5f, 1, 1, 2, 2, 3, 3, 4], several.Targets);
        Assert.Equal(["y", "x"], several.TargetNames);
        Assert.Equal(["whole"], several.FeatureNames);
    }

    [Fact]
    public void Parts_of_a_dataset_keep_the_encoder_and_scaled_ones_do_not()
    {
        var encoder = TableEncoder.Fit(Train, "rent", Imputing);
        var data = encoder.Encode(Train);
        Assert.Same(encoder, data.Subset([0, 1]).Encoder);
        Assert.Same(encoder, data.Split(0.5, 1).Train.Encoder);
        Assert.Null(Standardizer.Fit(data).Apply(data).Encoder);
        Assert.Null(data.WithFeatureNames(["a", "b", "c", "d", "e"]).Encoder);

        // Chosen features have the encoder of these: columns that are not needed need not be given.
        var chosen = data.Select(["city=(missing)", "city=Rome"]);
        Assert.Equal(["city"], chosen.Encoder!.Columns.Select(static column => column.Name));
        Assert.Equal(chosen.Inputs, chosen.Encoder.EncodeFeatures(Train).Inputs);
    }

    [Fact]
    public void What_cannot_be_encoded_is_named()
    {
        var encoder = TableEncoder.Fit(Train, "rent", Imputing);
        AssertRefused("The table lacks the columns 'age' (nearest: 'Age'), 'city'", () => encoder.Encode(Train.Select("rent").With(TableColumn.FromNumbers("Age", [1, 2, 3, 4]))));
        AssertRefused("The column 'age' is text ('x' in row 0)", () => encoder.Encode(Train.With(TableColumn.FromTexts("age", ["x", "y", "z", "w"]))));
        AssertRefused("The target 'rent' is 'none' in row 2, which is not a class of the training rows", () => encoder.Encode(Train.With(TableColumn.FromTexts("rent", ["low", "high", "none", "low"]))));
        AssertRefused("The target 'rent' is missing in row 1", () => encoder.Encode(Train.With(TableColumn.FromTexts("rent", ["low", null, "high", "low"]))));
        AssertRefused("has no column 'rent'", () => encoder.Encode(Train.Without("rent")));
        Assert.Contains("fitted without a target", Assert.Throws<InvalidOperationException>(() => TableEncoder.Fit(Train, Imputing).Encode(Train)).Message);
    }

    [Fact]
    public void What_cannot_be_fitted_is_named()
    {
        AssertRefused("has no column 'Rent'", () => TableEncoder.Fit(Train, "Rent"));
        AssertRefused("no usable feature column", () => TableEncoder.Fit(Train.Select("rent"), "rent"));
        AssertRefused("MissingIndicator is true, but missing values are an error", () => TableEncoder.Fit(Train, "rent", new TableEncoderOptions { MissingIndicator = true }));
        AssertRefused("MinFrequency is NaN", () => TableEncoder.Fit(Train, "rent", Imputing with { MinFrequency = double.NaN }));
        AssertRefused("MaxCategories is 0", () => TableEncoder.Fit(Train, "rent", Imputing with { MaxCategories = 0 }));
        AssertRefused("Features and Ignore are both set", () => TableEncoder.Fit(Train, "rent", Imputing with { Features = ["age"], Ignore = ["city"] }));
        AssertRefused("Column 'rent' is both a feature and a target", () => TableEncoder.Fit(Train, "rent", Imputing with { Features = ["rent"] }));
        AssertRefused("'age' twice", () => TableEncoder.Fit(Train, "rent", Imputing with { Features = ["age", "age"] }));
        AssertRefused("'targets' is empty", () => TableEncoder.Fit(Train, Array.Empty<string>()));
        AssertRefused("the only class 'a'", () => TableEncoder.Fit(Train.With(TableColumn.FromTexts("rent", ["a", "a", "a", "a"])), "rent", Imputing));
        AssertRefused("Two features would be named 'city=Rome'", () => TableEncoder.Fit(Train.With(TableColumn.FromNumbers("city=Rome", [1, 2, 3, 4])), "rent", Imputing));
        AssertRefused("The target 'rent' is missing in 1 of 4 rows, first in row 0", () => TableEncoder.Fit(Train.With(TableColumn.FromTexts("rent", [null, "a", "b", "a"])), "rent", Imputing));
        var wide = Texts([.. Enumerable.Range(0, 70_000).Select(static row => $"id{row}")]);
        AssertRefused("more than the 65536 inputs that a network can have; column 'city' alone becomes 70000", () => TableEncoder.Fit(wide));
    }

    [Fact]
    public void Text_that_looks_like_an_identifier_is_noted()
    {
        List<string> notes = [];
        _ = TableEncoder.Fit(Texts([.. Enumerable.Range(0, 20).Select(static row => $"id{row}")]), new TableEncoderOptions { OnNote = notes.Add });
        Assert.Equal(["column 'city' has 20 distinct texts in 20 rows: exclude it if it is an identifier."], notes);
    }

    private static Table Texts(params string[] cities) => Table.FromColumns(TableColumn.FromTexts("city", cities));

    private static void AssertRefused(string message, Action act) => Assert.Contains(message, Assert.Throws<ArgumentException>(act).Message);
}
