using System.Text;
using System.Text.Json;
using Compiled.Runtime;
using Compiled.Storage;
using Compiled.Tests.Safetensor;
using Compiled.Tests.Weights;

namespace Compiled.Tests.Names;

/// <summary>Names in safetensors, .weights and checkpoints: written, read, adopted, held against the class.</summary>
public sealed class FileTests
{
    private static LearningNet Trained()
    {
        var network = new LearningNet(1);
        network.CreateTrainer(new Adam()).Fit(NamedData.Rows(), new FitOptions { Epochs = 2 });
        return network;
    }

    [Fact]
    public void Every_file_brings_them_back()
    {
        var network = Trained();
        foreach (var read in new[] { LearningNet.Read(network.ToBytes()), WeightsText.Read<LearningNet>(WeightsText.Of(network)), Resumed(network, new LearningNet(5)) })
        {
            Assert.Equal(NamedData.Features, read.FeatureNames);
            Assert.Equal(NamedData.Classes, read.ClassNames);
            Assert.Equal(network.Evaluate(NamedData.Rows()).ToString(), read.Evaluate(NamedData.Turned).ToString());
        }

        // A class that declares the same names takes the file, and the other way round.
        Assert.Equal(NamedData.Features, DeclaringNet.Read(network.ToBytes()).FeatureNames);
        Assert.Equal(NamedData.Classes, LearningNet.Read(new DeclaringNet(1).ToBytes()).ClassNames);
        Assert.Equal(NamedData.Features, WeightsText.Read<LearningNet>(WeightsText.Of(new DeclaringNet(1))).FeatureNames);
        Assert.Equal(NamedData.Classes, WeightsText.Read<LearningBinaryNet>(WeightsText.Of(new DeclaringBinaryNet(1))).ClassNames);
        Assert.Equal(NamedData.Classes, LearningBinaryNet.Read(new DeclaringBinaryNet(1).ToBytes()).ClassNames);
    }

    [Fact]
    public void They_are_plain_texts_in_the_file()
    {
        using var stream = new MemoryStream(Trained().ToBytes());
        var metadata = Safetensors.ReadHeader(stream).Metadata;
        Assert.Equal(NamedData.Features, JsonSerializer.Deserialize<string[]>(metadata["compiled.features"])!);
        Assert.Equal(NamedData.Classes, JsonSerializer.Deserialize<string[]>(metadata["compiled.classes"])!);
        var lines = WeightsText.Of(Trained()).Split('\n');
        Assert.Contains("features: age, income\\, net, debt", lines);
        Assert.Contains("classes: Low, rather\\, high", lines);
        var path = Path.GetTempFileName();
        WeightsFile.Save(Trained(), path);
        Assert.Equal(NamedData.Features, WeightsFile.Describe(path).Features);
        File.Delete(path);
    }

    [Fact]
    public void Any_character_survives()
    {
        var network = new LearningNet(1);
        network.FeatureNames = ["a\nb\r\t\u0001\\", "\"quoted\", 'x'; Größe 日本 🍎", " , "];
        network.ClassNames = ["<=50K", ">50K"];
        foreach (var read in new[] { LearningNet.Read(network.ToBytes()), WeightsText.Read<LearningNet>(WeightsText.Of(network)), Resumed(network, new LearningNet(5)) })
        {
            Assert.Equal(network.FeatureNames, read.FeatureNames);
            Assert.Equal(network.ClassNames, read.ClassNames);
        }
    }

    [Fact]
    public void Names_as_long_as_they_may_be_come_back()
    {
        var network = new LearningNet(1);
        network.FeatureNames = [new string('\u0001', 4_096), new string('ß', 4_096), new string('"', 4_096)];
        Assert.Equal(network.FeatureNames, LearningNet.Read(network.ToBytes()).FeatureNames);
        Assert.Equal(network.FeatureNames, LearningNet.Read(new TrickleStream(network.ToBytes())).FeatureNames);
        Assert.Equal(network.FeatureNames, WeightsText.Read<LearningNet>(WeightsText.Of(network)).FeatureNames);
    }

    [Fact]
    public void A_file_without_names_leaves_those_that_there_are()
    {
        var network = Trained();
        network.ReadParameters(new LearningNet(3).ToBytes());
        Assert.Equal(NamedData.Features, network.FeatureNames);
        Assert.Empty(LearningNet.Read(new LearningNet(3).ToBytes()).FeatureNames);
    }

    [Fact]
    public void Names_that_the_class_contradicts_are_differences()
    {
        var other = new LearningNet(1);
        other.FeatureNames = ["debt", "age", "income, net"];
        other.ClassNames = ["rather, high", "Low"];
        var network = new DeclaringNet(2);
        var before = WeightsText.Bits(network);
        var message = Assert.Throws<ModelFileException>(() => network.ReadParameters(other.ToBytes())).Message;
        Assert.Contains("The features are [\"debt\",\"age\",\"income, net\"] in the file, but [\"age\",\"income, net\",\"debt\"] in the network", message);
        Assert.Contains("The classes are [\"rather, high\",\"Low\"] in the file, but", message);
        Assert.Equal(before, WeightsText.Bits(network));
        Assert.Equal(NamedData.Features, DeclaringNet.Read(other.ToBytes(), new LoadOptions { IgnoreTopology = true }).FeatureNames);

        message = WeightsText.MustFail<DeclaringNet>(WeightsText.Of(other)).Message;
        Assert.Contains("The features are debt, age, income, net in the file and age, income, net, debt in the network.", message);
        Assert.Contains("The classes are rather, high, Low in the file and", message);
    }

    [Theory]
    [InlineData("not json", "is not a JSON array")]
    [InlineData("{}", "is not a JSON array")]
    [InlineData("[\"a\",\"b\",\"c\"", "is not a JSON array")]
    [InlineData("[\"a\",\"b\",\"c\"] x", "is not a JSON array")]
    [InlineData("[\"a\",[\"b\"],\"c\"]", "element 1 that is not a string")]
    [InlineData("[\"a\",null,\"c\"]", "element 1 that is not a string")]
    [InlineData("[\"a\",\"b\"]", "has 2 names, but the network has 3 features")]
    [InlineData("[\"a\",\"b\",\"c\",\"d\"]", "more than 3 names")]
    [InlineData("[\"a\",\"b\",\"a\"]", "are both named 'a'")]
    [InlineData("[\"a\",\"\",\"c\"]", "feature 1 is empty")]
    [InlineData("[\"a\",\"\\ud800\",\"c\"]", "is not a JSON array")]
    [InlineData("[\"a\u0001\",\"b\",\"c\"]", "is not a JSON array")]
    public void Metadata_that_cannot_be_names_is_an_error_of_the_file(string text, string words)
    {
        var file = WithFeatures(text);
        var message = Assert.Throws<ModelFileException>(() => LearningNet.Read(file)).Message;
        Assert.Contains("'compiled.features'", message);
        Assert.Contains(words, message);
        Assert.Throws<ModelFileException>(() => DeclaringNet.Read(file));
        Assert.Empty(LearningNet.Read(file, new LoadOptions { IgnoreTopology = true }).FeatureNames);
    }

    [Fact]
    public void Names_without_end_take_no_memory()
    {
        foreach (var text in new[] { $"[{string.Join(',', Enumerable.Repeat("\"a\"", 200_000))}]", $"[\"{new string('x', 900_000)}\",\"b\",\"c\"]" })
        {
            var file = WithFeatures(text);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Throws<ModelFileException>(() => LearningNet.Read(file));
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20 * file.Length);
        }
    }

    [Theory]
    [InlineData("features: a, b", "The file names 2 features, but the network has 3.")]
    [InlineData("features: a, b, a", "are both named 'a'")]
    [InlineData("features: a, , c", "feature 1 is empty")]
    [InlineData("features: a\nfeatures: b", "repeats 'features'")]
    [InlineData("classes: a, b, c", "The file names 3 classes, but the network has 2.")]
    [InlineData("classes: a, a", "are both named 'a'")]
    public void A_header_that_cannot_be_names_is_an_error_of_the_file(string lines, string words)
    {
        var text = WeightsText.Of(new LearningNet(1)).Replace("tensor: standardize.means", lines + "\ntensor: standardize.means", StringComparison.Ordinal);
        Assert.Contains(words, WeightsText.MustFail<LearningNet>(text).Message);
    }

    [Fact]
    public void A_header_of_names_without_end_ends()
    {
        foreach (var names in new[] { string.Join(", ", Enumerable.Range(0, 100_000)), string.Concat(Enumerable.Repeat(", ", 1_000_000)), new string('x', 1_000_000), new string('x', 5_000_000) })
        {
            var text = WeightsText.Of(new LearningNet(1)).Replace("tensor: standardize.means", $"features: {names}\ntensor: standardize.means", StringComparison.Ordinal);
            _ = WeightsText.MustFail<LearningNet>(text);
        }
    }

    [Fact]
    public void A_checkpoint_of_other_names_is_refused_and_says_which()
    {
        var other = new LearningNet(1);
        other.FeatureNames = ["debt", "age", "income, net"];
        var message = Assert.Throws<ModelFileException>(() => Resumed(Trained(), other)).Message;
        Assert.Contains("The name of feature 0 is debt here and age in the checkpoint.", message);
        Assert.Equal(["debt", "age", "income, net"], other.FeatureNames);
        Assert.Empty(other.ClassNames);

        other.FeatureNames = NamedData.Features;
        other.ClassNames = ["b", "a"];
        Assert.Contains("The name of class 1 is a here and rather, high in the checkpoint.", Assert.Throws<ModelFileException>(() => Resumed(Trained(), other)).Message);

        // A network that has names takes the checkpoint of one that has none.
        Assert.Equal(NamedData.Features, Resumed(new LearningNet(3), Trained()).FeatureNames);
    }

    [Fact]
    public void A_resumed_run_takes_the_columns_in_any_order_and_refuses_other_data()
    {
        using var cancellation = new CancellationTokenSource();
        var trainer = new LearningNet(1).CreateTrainer(new Adam());
        var options = new FitOptions { Epochs = 4, BatchSize = 3 };
        trainer.Fit(NamedData.Rows(), options with { Progress = new Stop(cancellation), CancellationToken = cancellation.Token });
        using var checkpoint = new MemoryStream();
        trainer.SaveCheckpoint(checkpoint);

        var straight = Bits(NamedData.Rows());
        Assert.Equal(straight, Bits(NamedData.Turned));
        Assert.Throws<ArgumentException>(() => Bits(NamedData.Rows().WithFeatureNames(["a", "b", "c"])));

        byte[] Bits(Dataset data)
        {
            var network = new LearningNet(9);
            var resumed = network.CreateTrainer(new Adam());
            checkpoint.Position = 0;
            resumed.Resume(checkpoint);
            resumed.Fit(data, options);
            return WeightsText.Bits(network);
        }
    }

    [Fact]
    public void Weights_in_the_binary_have_the_names_of_their_file()
    {
        INetwork<LearningBinaryNet> network = new LearningBinaryNet(1);
        var topology = LearningBinaryNet.Topology;
        var data = Encoding.ASCII.GetBytes(Convert.ToBase64String(StoredValues.CopyFrom(topology, network.Parameters)));
        var store = PretrainedParameters.Decode(network.Parameters.Layout, topology, data, NamedData.Features, NamedData.Classes);
        Assert.True(store.IsFrozen);
        Assert.Equal(NamedData.Features, Naming.Features(topology, store));
        Assert.Equal(NamedData.Classes, Naming.Classes(topology, store));
        Assert.Empty(Naming.Features(topology, PretrainedParameters.Decode(network.Parameters.Layout, topology, data)));
    }

    [Fact]
    public void Averages_take_names_along_that_were_learned_after_they_began()
    {
        var network = new LearningNet(1);
        var average = new PolyakAverage<LearningNet>(network.Clone());
        network.CreateTrainer(new Adam()).Fit(NamedData.Rows(), new FitOptions { Epochs = 1 });
        average.Update(network);
        Assert.Equal(NamedData.Features, average.Target.FeatureNames);
        Assert.Equal(NamedData.Classes, average.Target.ClassNames);
    }

    private static LearningNet Resumed(LearningNet from, LearningNet into)
    {
        using var checkpoint = new MemoryStream();
        from.CreateTrainer(new Adam()).SaveCheckpoint(checkpoint);
        checkpoint.Position = 0;
        into.CreateTrainer(new Adam()).Resume(checkpoint);
        return into;
    }

    private static byte[] WithFeatures(string text) => SafetensorsFile.Edited(
        new LearningNet(1).ToBytes(), "\"format\":\"pt\"", "\"format\":\"pt\",\"compiled.features\":" + Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(text)));

    private sealed class Stop(CancellationTokenSource source) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => source.Cancel();
    }
}
