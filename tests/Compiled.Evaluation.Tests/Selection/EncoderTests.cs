namespace Compiled.Tests.Selection;

/// <summary>Ensembles, importance and dependence keep to the encoder of the training rows, as a network itself does.</summary>
public sealed class EncoderTests
{
    [Fact]
    public void Data_of_another_encoder_is_refused_by_whatever_judges()
    {
        var (own, other) = (Encoded(1), Encoded(100));
        var network = Trained(own, 1);
        var ensemble = new Ensemble<Line>([network, Trained(own, 2)]);
        Assert.Equal(own.Encoder, ensemble.Encoder);
        Refused(() => ensemble.Evaluate(other));
        Refused(() => PermutationImportance.Of(network, other));
        Refused(() => PermutationImportance.Of(ensemble, other));
        Refused(() => PartialDependence.Of(network, other, "size"));

        // Its own is taken, and so is data that nobody encoded.
        Assert.NotNull(ensemble.Evaluate(own));
        Assert.NotNull(PermutationImportance.Of(ensemble, own));
        Assert.NotNull(ensemble.Evaluate(Dataset.FromMemory(own.Inputs, own.Targets, 3, 1)));
    }

    [Fact]
    public void Members_of_different_encoders_do_not_fit_together()
    {
        var message = Assert.Throws<ArgumentException>(() => new Ensemble<Line>([Trained(Encoded(1), 1), Trained(Encoded(100), 2)])).Message;
        Assert.StartsWith("Member 1 of the ensemble takes raw columns in another way than member 0: train all members on data of one encoder.", message, StringComparison.Ordinal);
    }

    private static void Refused(Action judge) =>
        Assert.Contains("was encoded by another encoder than that of Line", Assert.Throws<ArgumentException>(judge).Message, StringComparison.Ordinal);

    private static Line Trained(Dataset data, long seed)
    {
        var network = new Line(seed);
        network.CreateTrainer(new Adam()).Fit(data, new FitOptions { Epochs = 1 });
        return network;
    }

    /// <summary>The same columns, with another median for what is missing.</summary>
    private static Dataset Encoded(float middle)
    {
        var table = Table.FromColumns(
            TableColumn.FromNumbers("size", [1, middle, float.NaN, middle, 3]),
            TableColumn.FromTexts("kind", ["flat", "house", "flat", "house", "flat"]),
            TableColumn.FromNumbers("price", [1.5f, 2, 4, 3, 5]));
        return TableEncoder.Fit(table, "price", new TableEncoderOptions { Missing = MissingValues.Median }).Encode(table);
    }
}
