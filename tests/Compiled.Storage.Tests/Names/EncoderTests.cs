using Compiled.Runtime;

namespace Compiled.Tests.Names;

/// <summary>A network learns the encoder of its data, keeps to it, and predicts rows of raw values.</summary>
[CollectionDefinition(nameof(EncoderTests), DisableParallelization = true)]
[Collection(nameof(EncoderTests))]
public sealed class EncoderTests
{
    private static readonly string[] Features = ["age", "city, \"home\"=Rome", "city, \"home\"=(other)"];

    [Fact]
    public void Fit_learns_the_encoder_and_every_copy_has_it()
    {
        var network = EncodedData.Trained();
        Assert.Equal(EncodedData.Fit(), network.Encoder);
        Assert.Equal(Features, network.FeatureNames);
        Assert.Same(network.Encoder, network.Clone().Encoder);
        var published = new LearningNet(3);
        ((INetwork<LearningNet>)published).Publish(network);
        Assert.Same(network.Encoder, published.Encoder);
        Assert.Null(new LearningNet(1).Encoder);
        Assert.Contains("encoder: 'age', 'city, \"home\"'", Naming.Described(LearningNet.Topology, ((INetwork<LearningNet>)network).Parameters).ToString());

        var standardized = new LearningNet(2);
        standardized.FitStandardization(EncodedData.Fit().Encode(EncodedData.Table));
        Assert.Equal(EncodedData.Fit(), standardized.Encoder);
    }

    [Fact]
    public void A_row_of_raw_values_gives_the_bits_of_the_encoded_one()
    {
        var network = EncodedData.Trained();
        var inputs = network.Encoder!.EncodeFeatures(EncodedData.Table);
        var row = network.CreateRow();
        for (var index = 0; index < EncodedData.Table.Count; index++)
        {
            row["age"] = EncodedData.Table["age"].Numbers[index];
            row[1] = EncodedData.Table["city, \"home\""].Text(index);
            float[] expected = [0, 0], actual = [0, 0];
            network.Predict(inputs.Input(index), expected);
            network.Predict(row, actual);
            Assert.Equal(expected, actual);
            Assert.Equal(network.Classify(inputs.Input(index)), network.Classify(row));
        }

        // The row of an equal encoder, such as that of a loaded copy, is as good.
        network.Predict(EncodedFirst(EncodedData.Fit().CreateRow()), new float[2]);
    }

    [Fact]
    public void A_prediction_of_a_row_allocates_nothing()
    {
        var network = EncodedData.Trained();
        var (row, output, labels) = (network.CreateRow(), new float[2], 0);
        var least = long.MaxValue;
        for (var run = 0; run < 200; run++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            row["age"] = run;
            row["city, \"home\""] = run % 2 == 0 ? "Rome" : "nowhere".AsSpan();
            row[0] = "41.5";
            row[1] = 12.5;
            network.Predict(row, output);
            labels += network.Classify(row);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
        Assert.InRange(labels, 0, 200);
    }

    [Fact]
    public void Names_alone_give_rows_of_numbers()
    {
        var network = new DeclaringBinaryNet(1);
        var row = network.CreateRow();
        row["debt"] = 3;
        row["age"] = 1;
        row["income, net"] = 2;
        Assert.Equal(network.Predict([1, 2, 3]), network.Predict(row));
        Assert.Equal(network.Predict([1, 2, 3]) > 0.5f ? 1 : 0, network.Classify(row));
        Assert.Throws<ArgumentException>(() => row["age"] = TableCell.Missing);
        Assert.Contains("neither an encoder nor feature names", Assert.Throws<InvalidOperationException>(() => new LearningNet(1).CreateRow()).Message);
        Assert.Contains("2 outputs", Assert.Throws<InvalidOperationException>(() => EncodedData.Trained().Predict(EncodedFirst(EncodedData.Trained().CreateRow()))).Message);
    }

    [Fact]
    public void Rows_of_other_networks_are_refused()
    {
        var network = EncodedData.Trained();
        Assert.Contains("another encoder than that of LearningNet", Assert.Throws<ArgumentException>(() => network.Predict(EncodedFirst(EncodedData.Fit(90).CreateRow()), new float[2])).Message);
        Assert.Contains("does not have in this order", Assert.Throws<ArgumentException>(() => new DeclaringNet(1).Predict(EncodedFirst(network.CreateRow()), new float[2])).Message);
        Assert.Contains("lacks the columns 'age'", Assert.Throws<InvalidOperationException>(() => network.Predict(network.CreateRow(), new float[2])).Message);
    }

    [Fact]
    public void Data_of_another_encoder_is_refused_wherever_it_comes()
    {
        var network = EncodedData.Trained();
        var other = EncodedData.Fit(90).Encode(EncodedData.Table);
        var before = network.ToString();
        const string words = "was encoded by another encoder than that of LearningNet ('age: number, missing becomes 35' instead of 'age: number, missing becomes 30')";
        Assert.Contains("The training data " + words, Assert.Throws<ArgumentException>(() => network.CreateTrainer(new Adam()).Fit(other, new FitOptions { Epochs = 1 })).Message);
        Assert.Contains("The dataset " + words, Assert.Throws<ArgumentException>(() => network.Evaluate(other)).Message);
        Assert.Contains("The dataset " + words, Assert.Throws<ArgumentException>(() => network.FitStandardization(other)).Message);
        var fresh = new LearningNet(1).CreateTrainer(new Adam());
        Assert.Contains("The validation data was encoded by another", Assert.Throws<ArgumentException>(
            () => fresh.Fit(EncodedData.Fit().Encode(EncodedData.Table), new FitOptions { Epochs = 1, Validation = other })).Message);
        Assert.Equal(before, network.ToString());

        // Without the encoder the network takes other data of these names.
        network.Encoder = null;
        Assert.Equal(Features, network.FeatureNames);
        network.CreateTrainer(new Adam()).Fit(other, new FitOptions { Epochs = 1 });
        Assert.Equal(EncodedData.Fit(90), network.Encoder);
    }

    [Fact]
    public void The_encoder_follows_the_order_of_declared_features()
    {
        var table = Table.FromColumns(
            TableColumn.FromNumbers("debt", [1, 2, 3, 4]), TableColumn.FromNumbers("age", [5, 6, 7, 8]), TableColumn.FromNumbers("income, net", [9, 1, 2, 3]),
            TableColumn.FromNumbers("id", [1, 2, 3, 4]),
            TableColumn.FromTexts("risk", ["Low", "rather, high", "Low", "rather, high"]));
        var network = new DeclaringNet(1);
        network.CreateTrainer(new Adam()).Fit(TableEncoder.Fit(table, "risk").Encode(table), new FitOptions { Epochs = 1 });
        Assert.Equal(NamedData.Features, network.Encoder!.FeatureNames);
        Assert.Equal(["debt", "age", "income, net"], network.Encoder!.Columns.Select(static column => column.Name));
        var row = network.CreateRow();
        (float[] expected, float[] actual) = ([0, 0], [0, 0]);
        row["debt"] = 1;
        row["age"] = 5;
        row["income, net"] = 9;
        network.Predict([5, 9, 1], expected);
        network.Predict(row, actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void The_encoder_can_be_set_and_removed()
    {
        var network = new LearningNet(1);
        network.Encoder = EncodedData.Fit();
        Assert.Equal(Features, network.FeatureNames);
        Assert.Contains("remove it with Encoder = null", Assert.Throws<ArgumentException>(() => network.FeatureNames = ["a", "b", "c"]).Message);
        network.FeatureNames = Features;
        Assert.NotNull(network.Encoder);
        network.FeatureNames = [];
        Assert.Null(network.Encoder);

        var wide = TableEncoder.Fit(EncodedData.Table.Select("city, \"home\""));
        network.FeatureNames = ["a", "b", "c"];
        Assert.Contains("but LearningNet has 'a', 'b', 'c'", Assert.Throws<ArgumentException>(() => network.Encoder = wide).Message);
        Assert.Contains("gives 1 feature, but LearningNet has 3 inputs", Assert.Throws<ArgumentException>(() => network.Encoder = wide.Select(["city, \"home\"=Rome"])).Message);
        Assert.Throws<ArgumentException>(() => new DeclaringNet(1).Encoder = wide);
        network.Freeze();
        Assert.Throws<InvalidOperationException>(() => network.Encoder = null);
    }

    private static TableRow EncodedFirst(TableRow row)
    {
        row["age"] = 20;
        row[1] = "Rome";
        return row;
    }
}
