using System.Text;
using System.Text.Json;
using Compiled.Storage;
using Compiled.Tests.Safetensor;
using Compiled.Tests.Weights;

namespace Compiled.Tests.Names;

/// <summary>The encoder of raw columns in safetensors, .weights and checkpoints.</summary>
public sealed class EncoderFileTests
{
    private const string Names = "[\"age\",\"city=Milan\",\"city=(other)\"]";
    private const string Valid = """{"columns":[{"name":"age","median":30},{"name":"city","categories":["Milan"],"other":true,"missing":true}],"targets":["rent"],"classes":["high","low"]}""";

    [Fact]
    public void Every_file_brings_it_back()
    {
        var network = EncodedData.Trained();
        foreach (var read in new[] { LearningNet.Read(network.ToBytes()), WeightsText.Read<LearningNet>(WeightsText.Of(network)), Resumed(network, new LearningNet(5)) })
        {
            Assert.Equal(network.Encoder, read.Encoder);
            Assert.Equal(network.Evaluate(EncodedData.Fit().Encode(EncodedData.Table)).ToString(), read.Evaluate(read.Encoder!.Encode(EncodedData.Table)).ToString());
            var (expected, actual) = (new float[2], new float[2]);
            var row = read.CreateRow();
            row["age"] = 44;
            row["city, \"home\""] = "Rome";
            read.Predict(row, actual);
            network.Predict(row, expected);
            Assert.Equal(expected, actual);
        }

        var path = Path.GetTempFileName();
        WeightsFile.Save(network, path);
        Assert.Equal(network.Encoder, WeightsFile.Describe(path).Encoder);
        File.Delete(path);
    }

    [Fact]
    public void Every_kind_of_column_comes_back()
    {
        var table = Table.FromColumns(
            TableColumn.FromNumbers("n", [0.1f, 1e-30f, 3]), TableColumn.FromNumbers("m", [1, float.NaN, 2]), TableColumn.FromTexts("t\n\"ü\\", ["a\u0001", null, "日本"]),
            TableColumn.FromTexts("rare", ["x", "y", "x"]), TableColumn.FromNumbers("y", [1, 2, 3]));
        foreach (var options in new TableEncoderOptions[]
        {
            new() { Missing = MissingValues.Median, MissingIndicator = true, MinFrequency = 2, Unknown = UnknownCategories.Error },
            new() { Missing = MissingValues.Median },
            new() { Ignore = ["m", "t\n\"ü\\"], Categorical = ["n"], Target = TargetKind.Numeric },
        })
        {
            var encoder = TableEncoder.Fit(table, "y", options);
            Assert.Equal(encoder, EncoderJson.Read(EncoderJson.Write(encoder), encoder.FeatureNames, 2));
        }

        var binary = TableEncoder.Fit(table.With(TableColumn.FromTexts("y", ["no", "yes", "no"])), "y", new TableEncoderOptions { Missing = MissingValues.Median, Target = TargetKind.Binary });
        Assert.Equal(binary, EncoderJson.Read(EncoderJson.Write(binary), binary.FeatureNames, 2));
    }

    [Fact]
    public void It_is_plain_json_in_the_file()
    {
        using var stream = new MemoryStream(EncodedData.Trained().ToBytes());
        var json = JsonDocument.Parse(Safetensors.ReadHeader(stream).Metadata["compiled.encoder"]).RootElement;
        Assert.Equal(30, json.GetProperty("columns")[0].GetProperty("median").GetSingle());
        Assert.Equal("Rome", json.GetProperty("columns")[1].GetProperty("categories")[0].GetString());
        Assert.Equal("rent", json.GetProperty("targets")[0].GetString());
    }

    [Fact]
    public void A_file_without_it_leaves_the_one_of_the_same_features()
    {
        var network = EncodedData.Trained();
        var other = EncodedData.Trained();
        other.Encoder = null;
        network.ReadParameters(other.ToBytes());
        Assert.NotNull(network.Encoder);
        network.ReadParameters(new LearningNet(3).ToBytes());
        Assert.NotNull(network.Encoder);

        // Other features have no use for it.
        other.FeatureNames = ["a", "b", "c"];
        network.ReadParameters(other.ToBytes());
        Assert.Equal(["a", "b", "c"], network.FeatureNames);
        Assert.Null(network.Encoder);
    }

    [Fact]
    public void A_checkpoint_of_another_encoder_is_refused()
    {
        var other = new LearningNet(1);
        other.Encoder = EncodedData.Fit(90);
        Assert.Contains("The encoder of raw columns is {\"columns\"", Assert.Throws<ModelFileException>(() => Resumed(EncodedData.Trained(), other)).Message);
        Assert.Equal(EncodedData.Fit(90), other.Encoder);
        other.FeatureNames = [];
        Assert.NotNull(Resumed(EncodedData.Trained(), other).Encoder);
    }

    [Fact]
    public void What_is_written_here_is_read()
    {
        var encoder = LearningNet.Read(With(Valid)).Encoder!;
        Assert.Equal(["age", "city"], encoder.Columns.Select(static column => column.Name));
        Assert.Equal(30, encoder.Columns[0].Median);
        Assert.True(encoder.Columns[1].HasOther);
        Assert.Equal(["high", "low"], encoder.ClassNames);
    }

    [Theory]
    [InlineData("not json", "is not the JSON of an encoder")]
    [InlineData("[]", "is not a JSON object")]
    [InlineData("{}", "has no columns")]
    [InlineData("""{"columns":[]}""", "has no columns")]
    [InlineData("""{"columns":{}}""", "columns that are not a JSON array")]
    [InlineData("""{"columns":[1]}""", "a column 0 that is not a JSON object")]
    [InlineData("""{"columns":[{"name":"age"}],"columns":[]}""", "'columns' twice")]
    [InlineData("""{"columns":[{"name":"age","name":"b"}]}""", "'name' twice in column 0")]
    [InlineData("""{"columns":[{"median":1}]}""", "a name of column 0 that is null")]
    [InlineData("""{"columns":[{"name":""}]}""", "a name of column 0 that is empty")]
    [InlineData("""{"columns":[{"name":1}]}""", "a name of column 0 that is not a string")]
    [InlineData("""{"columns":[{"name":"age","median":1e99}]}""", "a median of column 0 that is not a finite number")]
    [InlineData("""{"columns":[{"name":"age","median":"1"}]}""", "a median of column 0 that is not a finite number")]
    [InlineData("""{"columns":[{"name":"age","formula":"x"}]}""", "'formula' in column 0, which this library does not know")]
    [InlineData("""{"columns":[{"name":"age"}],"version":2}""", "'version', which this library does not know")]
    [InlineData("""{"columns":[{"name":"age","indicator":true}]}""", "contradict each other")]
    [InlineData("""{"columns":[{"name":"age","other":true}]}""", "contradict each other")]
    [InlineData("""{"columns":[{"name":"age","categories":["a"],"median":1}]}""", "contradict each other")]
    [InlineData("""{"columns":[{"name":"age","categories":["a"],"rare":["a"],"other":true,"strict":true}]}""", "contradict each other")]
    [InlineData("""{"columns":[{"name":"age","categories":["a","a"]}]}""", "'a' twice in 'categories'")]
    [InlineData("""{"columns":[{"name":"age","categories":[""]}]}""", "an entry 0 of 'categories' that is empty")]
    [InlineData("""{"columns":[{"name":"age","categories":"a"}]}""", "'categories', which is not a JSON array of strings")]
    [InlineData("""{"columns":[{"name":"age","categories":[null]}]}""", "'categories', which is not a JSON array of strings")]
    [InlineData("""{"columns":[{"name":"age","categories":["\ud800"]}]}""", "is not the JSON of an encoder")]
    [InlineData("""{"columns":[{"name":"age","strict":1}]}""", "'strict', which is neither true nor false")]
    [InlineData("""{"columns":[{"name":"age"},{"name":"age"}]}""", "has the column 'age' twice")]
    [InlineData("""{"columns":[{"name":"age"}]}""", "the feature 'city=Milan' is not encoded from any column")]
    [InlineData("""{"columns":[{"name":"age"},{"name":"city","categories":["Milan"],"other":true},{"name":"more"}]}""", "a column 'more', of which the network has no feature")]
    [InlineData("""{"columns":[{"name":"age"},{"name":"city","categories":["Milan"],"other":true}],"classes":["a","b"]}""", "2 classes for 0 target columns")]
    [InlineData("""{"columns":[{"name":"age"},{"name":"city","categories":["Milan"],"other":true}],"targets":["y"],"classes":["a"]}""", "1 class for 1 target column:")]
    [InlineData("""{"columns":[{"name":"age"},{"name":"city","categories":["Milan"],"other":true}],"targets":["y"],"binary":true}""", "a binary target without classes")]
    [InlineData("""{"columns":[[[[["deep"]]]]]}""", "a column 0 that is not a JSON object")]
    [InlineData("""{"columns":[{"name":"age"}""", "is not the JSON of an encoder")]
    [InlineData(Valid + " x", "is not the JSON of an encoder")]
    public void Metadata_that_cannot_be_an_encoder_is_an_error_of_the_file(string text, string words)
    {
        var file = With(text);
        var message = Assert.Throws<ModelFileException>(() => LearningNet.Read(file)).Message;
        Assert.Contains("'compiled.encoder'", message);
        Assert.Contains(words, message.Replace("The feature", "the feature", StringComparison.Ordinal));
        var anyway = LearningNet.Read(file, new LoadOptions { IgnoreTopology = true });
        Assert.Null(anyway.Encoder);
        Assert.Equal(["age", "city=Milan", "city=(other)"], anyway.FeatureNames);
    }

    [Fact]
    public void An_encoder_without_features_is_an_error()
    {
        var file = SafetensorsFile.Edited(new LearningNet(1).ToBytes(), "\"format\":\"pt\"", $"\"format\":\"pt\",\"compiled.encoder\":{JsonSerializer.Serialize(Valid)}");
        Assert.Contains("has an encoder, but the file has no names of features", Assert.Throws<ModelFileException>(() => LearningNet.Read(file)).Message);
    }

    [Fact]
    public void An_encoder_without_end_takes_no_memory()
    {
        foreach (var text in new[]
        {
            $$"""{"columns":[{"name":"age"},{"name":"city","categories":[{{string.Join(',', Enumerable.Range(0, 15_000).Select(static number => $"\"{number}\""))}}]}]}""",
            $$"""{"columns":[{{string.Join(',', Enumerable.Range(0, 6_000).Select(static number => $"{{\"name\":\"{number}\"}}"))}}]}""",
        })
        {
            var file = With(text);
            var before = GC.GetAllocatedBytesForCurrentThread();
            Assert.Contains("that an encoder of this network may have", Assert.Throws<ModelFileException>(() => LearningNet.Read(file)).Message);
            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 20 * file.Length);
        }
    }

    [Fact]
    public void Flipped_bytes_of_the_encoder_are_errors_or_other_encoders()
    {
        var bytes = Encoding.UTF8.GetBytes(Valid);
        foreach (var mask in new byte[] { 0x01, 0x20, 0x80 })
        {
            for (var place = 0; place < bytes.Length; place++)
            {
                var damaged = (byte[])bytes.Clone();
                damaged[place] ^= mask;
                try
                {
                    _ = EncoderJson.Read(Encoding.UTF8.GetString(damaged), ["age", "city=Milan", "city=(other)"], 2);
                }
                catch (FormatException)
                {
                    // The one exception that it may throw.
                }
            }
        }

        for (var length = 0; length < Valid.Length; length++)
            Assert.Throws<FormatException>(() => EncoderJson.Read(Valid[..length], ["age", "city=Milan", "city=(other)"], 2));
    }

    [Theory]
    [InlineData("encoder: crc32 00000000 {\"columns\":[{\"name\":\"a\"}]}", "does not match its checksum")]
    [InlineData("encoder: {}", "does not match its checksum")]
    [InlineData("encoder: crc32", "does not match its checksum")]
    public void A_header_with_a_damaged_encoder_is_an_error_of_the_file(string line, string words)
    {
        var text = WeightsText.Of(new LearningNet(1)).Replace("tensor: standardize.means", line + "\ntensor: standardize.means", StringComparison.Ordinal);
        Assert.Contains(words, WeightsText.MustFail<LearningNet>(text).Message);
    }

    private static byte[] With(string text) => SafetensorsFile.Edited(
        new LearningNet(1).ToBytes(), "\"format\":\"pt\"",
        $"\"format\":\"pt\",\"compiled.features\":{JsonSerializer.Serialize(Names)},\"compiled.encoder\":{Encoding.UTF8.GetString(JsonSerializer.SerializeToUtf8Bytes(text))}");

    private static LearningNet Resumed(LearningNet from, LearningNet into)
    {
        using var checkpoint = new MemoryStream();
        from.CreateTrainer(new Adam()).SaveCheckpoint(checkpoint);
        checkpoint.Position = 0;
        into.CreateTrainer(new Adam()).Resume(checkpoint);
        return into;
    }
}
