namespace Compiled.Tests.Names;

/// <summary>Raw columns that become the three inputs of <see cref="LearningNet"/>.</summary>
internal static class EncodedData
{
    public static readonly Table Table = Table.FromColumns(
        TableColumn.FromNumbers("age", [20, 30, float.NaN, 50, 35, 25]),
        TableColumn.FromTexts("city, \"home\"", ["Rome", "Milan", "Rome", "Bari", "Rome", "Milan"]),
        TableColumn.FromTexts("rent", ["low", "high", "low", "high", "high", "low"]));

    /// <summary>Of age, city=Milan and city=Rome; Bari is seldom.</summary>
    public static TableEncoder Fit(float? age = null) => TableEncoder.Fit(
        age is null ? Table : Table.With(TableColumn.FromNumbers("age", [age.Value, 30, float.NaN, 50, 35, 25])), "rent",
        new TableEncoderOptions { Missing = MissingValues.Median, Features = ["age", "city, \"home\""], MaxCategories = 2 });

    public static LearningNet Trained()
    {
        var network = new LearningNet(1);
        network.CreateTrainer(new Adam()).Fit(Fit().Encode(Table), new FitOptions { Epochs = 2 });
        return network;
    }
}
