using System.Text.Json;

namespace Compiled.Tests;

/// <summary>Against scikit-learn's OneHotEncoder and SimpleImputer: Files/encoders.py.</summary>
public sealed class TableEncoderFixtureTests
{
    private static readonly JsonElement Fixture = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Files", "encoders.json"))).RootElement;

    public static TheoryData<int> Cases => [.. Enumerable.Range(0, Fixture.GetProperty("cases").GetArrayLength())];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_features_are_scikit_learns(int index)
    {
        var fixture = Fixture.GetProperty("cases")[index];
        var options = new TableEncoderOptions { Missing = MissingValues.Median, MissingIndicator = true };
        if (fixture.GetProperty("options").TryGetProperty("min_frequency", out var least))
            options = options with { MinFrequency = least.GetDouble() };
        if (fixture.GetProperty("options").TryGetProperty("max_categories", out var most))
            options = options with { MaxCategories = most.GetInt32() };
        var encoder = TableEncoder.Fit(Rows("trainCity", "trainAge"), options);

        Assert.Equal(
            [.. fixture.GetProperty("features").EnumerateArray()
                .Select(static name => name.GetString()!.Replace("city_infrequent_sklearn", "city=(other)").Replace("city_", "city=")), "age", "age=(missing)"],
            encoder.FeatureNames);
        var expected = fixture.GetProperty("rows").EnumerateArray().SelectMany(static row => row.EnumerateArray().Select(static value => (float)value.GetDouble()));
        Assert.Equal(expected, encoder.EncodeFeatures(Rows("testCity", "testAge")).Inputs.ToArray());
    }

    private static Table Rows(string city, string age) => Table.FromColumns(
        TableColumn.FromTexts("city", [.. Fixture.GetProperty(city).EnumerateArray().Select(static text => text.GetString())]),
        TableColumn.FromNumbers("age", [.. Fixture.GetProperty(age).EnumerateArray().Select(static number => number.ValueKind == JsonValueKind.Null ? float.NaN : (float)number.GetDouble())]));
}
