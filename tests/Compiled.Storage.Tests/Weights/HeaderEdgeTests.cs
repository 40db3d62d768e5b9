using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled.Tests.Weights;

/// <summary>Headers of .weights files that no network has: each branch of their reader.</summary>
public sealed class HeaderEdgeTests
{
    private const string First = "compiled-weights 1\nnetwork: Net\ntopology: [Network(inputs: 1)]\n";

    [Theory]
    [InlineData("", "this is an empty file")]
    [InlineData("\n", "line 1 is ''")]
    [InlineData("compiled-weights 2\n", "but this version reads 'compiled-weights 1'")]
    [InlineData("compiled-weights 1", "the header does not end")]
    [InlineData(First, "the header does not end")]
    [InlineData(First + "\n", "the header has no line 'tensor: …'")]
    [InlineData(First + "tensor: a.weight [1, 2, 3]\nparameters: 6\nvalues: 6\nchecksum: crc32 00000000\n\n", "is not a name with a shape")]
    [InlineData(First + "tensor: a.weight [1, x]\nparameters: 6\nvalues: 6\nchecksum: crc32 00000000\n\n", "is not a name with a shape")]
    [InlineData(First + "tensor: a.weight [0]\nparameters: 6\nvalues: 6\nchecksum: crc32 00000000\n\n", "is not a name with a shape")]
    [InlineData(First + "tensor: a.weight [2147483648]\nparameters: 6\nvalues: 6\nchecksum: crc32 00000000\n\n", "is not a name with a shape")]
    [InlineData(First + "tensor: a.weight [2\nparameters: 6\nvalues: 6\nchecksum: crc32 00000000\n\n", "is not a name with a shape")]
    [InlineData(First + "tensor:  [2]\nparameters: 6\nvalues: 6\nchecksum: crc32 00000000\n\n", "is not a name with a shape")]
    [InlineData(First + "tensor: a.weight [1048576, 1048576]\ntensor: b.weight [1]\nparameters: 1\nvalues: 1\nchecksum: crc32 00000000\n\n", "more than any network has")]
    [InlineData(First + "tensor: a.weight [2]\ntensor: a.weight [2]\nparameters: 4\nvalues: 4\nchecksum: crc32 00000000\n\n", "is listed twice")]
    [InlineData(First + "tensor: a.weight [2]\nparameters: 1099511627777\nvalues: 2\nchecksum: crc32 00000000\n\n", "which is not a header line")]
    [InlineData(First + "tensor: a.weight [2]\nparameters: 2\nvalues: 2\nchecksum: crc32 0000000\n\n", "which is not a header line")]
    [InlineData(First + "tensor: a.weight [2]\nparameters: 2\nvalues: 2\nchecksum: crc32 0000000g\n\n", "which is not a header line")]
    [InlineData(First + "tensor: a.weight [2]\nparameters: 2\nvalues: 2\nchecksum: md5 00000000\n\n", "which is not a header line")]
    [InlineData(First + "nothing\n\n", "which is not a header line")]
    [InlineData(First + "network: Net\n\n", "repeats 'network'")]
    public void A_header_that_is_not_right_says_what_is_wrong(string text, string problem)
    {
        var exception = Assert.Throws<FormatException>(() => WeightsHeader.Read(new WeightsLines(new StringReader(text))));
        Assert.Contains(problem, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_has_a_number_of_lines_that_a_network_can_have()
    {
        var text = First + string.Concat(Enumerable.Repeat("topology: [Relu]\n", 4092));
        Assert.Contains("the header does not end", Assert.Throws<FormatException>(() => WeightsHeader.Read(new WeightsLines(new StringReader(text[..^1])))).Message, StringComparison.Ordinal);
        var refused = Assert.Throws<FormatException>(() => WeightsHeader.Read(new WeightsLines(new StringReader(text + "topology: x\ntopology: y\n"))));
        Assert.Contains("more than 4096 lines", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_is_one_that_a_file_can_hold()
    {
        Assert.Null(NameList.Problem("a\ud83d\ude00b"));
        foreach (var name in (string[])["a\ud83d", "a\ude00b", "\ud83d\ud83d\ude00"])
            Assert.Equal("has half of a surrogate pair, which no file can store", NameList.Problem(name));
        Assert.Equal("is empty", NameList.Problem(""));
        Assert.Equal("is null", NameList.Problem(null));
    }

    [Fact]
    public void Names_are_bounded_in_all()
    {
        // 512 of 4,096 characters are 2,097,152, which is the most.
        string[] names = [.. Enumerable.Range(0, 513).Select(static index => index.ToString("D4", System.Globalization.CultureInfo.InvariantCulture) + new string('x', NameList.MostCharacters - 4))];
        Assert.Null(NameList.Problem(names[..512], "feature"));
        var text = First + $"features: {string.Join(", ", names)}\n\n";
        var refused = Assert.Throws<FormatException>(() => WeightsHeader.Read(new WeightsLines(new StringReader(text))));
        Assert.Equal("line 4 is not valid: the names of the features have 2101248 characters in total, more than 2097152", refused.Message);
    }

    [Fact]
    public void A_network_whose_names_no_reader_would_take_is_not_saved()
    {
        const int inputs = 512;
        var topology = new Topology("Wide", inputs, [new TopologyBlock("Dense", "Dense0", inputs, 1, inputs + 1, true)]);
        // In a file each of these characters has a second one before it.
        string[] names = [.. Enumerable.Range(0, inputs).Select(static index =>
            string.Concat(Enumerable.Range(0, 10).Select(bit => (index >> bit & 1) == 0 ? ',' : '\\')) + new string(',', NameList.MostCharacters - 10))];
        var store = UncompiledNetwork.CreateParameters(topology);
        Naming.Adopt(topology, store, new LearnedNames(names, []));
        var path = Path.GetTempFileName();
        try
        {
            Assert.Equal(
                "This Wide cannot be saved: the names of its features and classes have more than 4194304 characters in total. Use shorter names.",
                Assert.Throws<InvalidOperationException>(() => WeightsFile.Save(topology, store, path)).Message);
            Assert.Equal(0, new FileInfo(path).Length);
            store.Names = new LearnedNames([.. names.Select(static name => name[..^20])], []);
            WeightsFile.Save(topology, store, path);
            Assert.Equal(store.Names.Features, WeightsFile.Describe(path).Features);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_network_may_have_a_block_more_or_less()
    {
        string[] less = ["[Network(inputs: 1)]", "[Relu]"], more = [.. less, "[Dense(2)]"];
        Assert.Equal(["The file's network has nothing where this one has Dense(2)."], Differences(less, more));
        Assert.Equal(["The file's network has Dense(2) where this one has nothing."], Differences(more, less));

        static List<string> Differences(string[] there, string[] here)
        {
            var file = new WeightsHeader();
            file.Declaration.AddRange(there);
            return WeightsMatch.Differences(file, here, [], ([], 1), ([], 0));
        }
    }

    [Theory]
    [InlineData(1, "The file names 1 feature, but the network has 3.")]
    [InlineData(2, "The file names 2 features, but the network has 3.")]
    public void Names_are_as_many_as_there_are_inputs(int count, string problem)
    {
        var file = new WeightsHeader();
        file.Features.AddRange(Enumerable.Range(0, count).Select(static index => $"f{index}"));
        Assert.Equal([problem], WeightsMatch.Differences(file, [], [], ([], 3), ([], 0)));
    }

    [Fact]
    public void Data_of_a_binary_that_are_not_base64_are_refused_by_the_name_of_the_network()
    {
        var layout = UncompiledNetwork.CreateParameters(new Topology("Net", 1, [])).Layout;
        Assert.StartsWith(
            "The data of Net are not base64: InvalidData.",
            Assert.Throws<ArgumentException>(() => Runtime.PretrainedParameters.Decode(layout, new Topology("Net", 1, []), "!!!!"u8)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_no_array_holds_are_refused_before_they_are_read()
    {
        var header = WeightsHeader.Read(new WeightsLines(new StringReader(
            First + "tensor: a.weight [40000, 40000]\nparameters: 1600000000\nvalues: 1600000000\nchecksum: crc32 00000000\n\n")));
        var exception = Assert.Throws<FormatException>(() => WeightsData.Read(new StringReader(""), header, 1));
        Assert.Contains("the header declares 1,600,000,000 values, more than any network has", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void More_values_than_the_first_piece_are_read_as_they_arrive()
    {
        var bytes = new byte[(1 << 20) * 4];
        bytes[^2] = 0x80;
        var header = new WeightsHeader { Values = bytes.Length / 4, Parameters = bytes.Length / 4, Checksum = WeightsData.Checksum(bytes) };
        header.Tensors.Add("a.weight [1048576]");
        Assert.Equal(bytes, WeightsData.Read(new StringReader(Convert.ToBase64String(bytes)), header, 1));
    }
}
