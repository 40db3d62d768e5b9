using System.Buffers.Binary;
using System.Text.Json;

namespace Compiled.Tests;

/// <summary>Back-propagation of one sample, against the lecture's rules in double and against the trainer itself.</summary>
public sealed class InspectionTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const double Tolerance = 1e-4;

    [Fact]
    public async Task Every_number_follows_from_the_rules()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        _ = await tab.UseAsync(new { declaration = "[Network(inputs: 2)] [Dense(3), Tanh] [Dropout(0.3)] [Dense(2), Tanh] [Dense(1), Sigmoid] [BinaryCrossEntropy]", optimizer = "Sgd", rate = 0.1 });
        _ = await tab.AskAsync("""{"type":"step","count":50}""", "paused");
        var message = await tab.AskAsync("""{"type":"inspect","input":[0.5,-0.25],"label":1}""", "inspection");
        var blocks = message.GetProperty("blocks").EnumerateArray().ToList();
        // Dropout is left out, as in a prediction.
        Assert.Equal(["Dense", "Tanh", "Dense", "Tanh", "Dense", "Sigmoid"], blocks.Select(static block => block.GetProperty("kind").GetString()));

        double[] x = [0.5, -0.25];
        for (var index = 0; index < blocks.Count; index++)
        {
            AssertClose(x, Row(blocks[index], "x"));
            var input = x;
            x = index % 2 == 0
                ? [.. Matrix(blocks[index], "weights").Select((weights, unit) => weights.Zip(input, static (w, value) => w * value).Sum() + Row(blocks[index], "biases")[unit])]
                : [.. x.Select(value => index == 5 ? 1 / (1 + Math.Exp(-value)) : Math.Tanh(value))];
            AssertClose(x, Row(blocks[index], "y"));
        }

        AssertClose(x, Row(message, "output"));
        Assert.Equal(-Math.Log(x[0]), message.GetProperty("loss").GetDouble(), Tolerance);

        double[] gradient = [-1 / x[0]];
        for (var index = blocks.Count - 1; index >= 0; index--)
        {
            var (block, y) = (blocks[index], Row(blocks[index], "y"));
            AssertClose(gradient, Row(block, "dy"));
            if (index % 2 == 1)
            {
                gradient = [.. gradient.Zip(y, (slope, value) => slope * (index == 5 ? value * (1 - value) : 1 - value * value))];
                AssertClose(gradient, Row(block, "dx"));
                continue;
            }

            AssertClose(gradient, Row(block, "dz"));
            AssertClose(gradient, Row(block, "dBiases"));
            var (weights, slopes, input) = (Matrix(block, "weights"), gradient, Row(block, "x"));
            Assert.All(Matrix(block, "dWeights").Index(), row => AssertClose(input.Select(value => value * slopes[row.Index]), row.Item));
            gradient = [.. Enumerable.Range(0, input.Length).Select(column => weights.Select((row, unit) => row[column] * slopes[unit]).Sum())];
            AssertClose(gradient, Row(block, "dx"));
        }
    }

    /// <summary>With one training point and batches of one, the next step is the one that was shown: with momentum's memory, penalties and clipping.</summary>
    [Theory]
    [InlineData("Adam")]
    [InlineData("Sgd")]
    public async Task The_update_is_the_one_that_the_next_step_makes(string optimizer)
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        double[][] own = [[0.5, -0.5, 1], [0.25, 0.5, 0]];
        _ = await tab.UseAsync(new { data = "own", own, batch = 1, optimizer, rate = 0.05, momentum = 0.5, l2 = 0.01, clipNorm = 0.5, declaration = "[Network(inputs: 2)] [Dense(3), Tanh] [Dense(1), Sigmoid] [BinaryCrossEntropy]" });
        _ = await tab.AskAsync("""{"type":"step","count":5}""", "paused");
        var inspected = await tab.AskAsync("""{"type":"inspect","split":"train","row":0}""", "inspection");
        var shown = new List<double>();
        foreach (var block in inspected.GetProperty("blocks").EnumerateArray().Where(static block => block.GetProperty("kind").GetString() == "Dense"))
        {
            shown.AddRange(Matrix(block, "newWeights").SelectMany(static row => row));
            shown.AddRange(Row(block, "newBiases"));
        }

        _ = await tab.AskAsync("""{"type":"step"}""", "paused");
        var frame = tab.Frame;
        var units = 3;
        var place = 72 + 2 * 100 * 100 + units * 400 + units * 8;
        var weights = Enumerable.Range(0, BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(60))).Select(index => BinaryPrimitives.ReadSingleLittleEndian(frame.AsSpan(place + 4 * index)));
        Assert.Equal(weights.Select(static weight => weight), shown.Select(static weight => (float)weight));
    }

    [Fact]
    public async Task Norms_residuals_and_scaling_are_taken_apart_too()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        _ = await tab.UseAsync(new { declaration = "[Network(inputs: 2)] [Standardize] [Dense(4), LayerNorm, Relu] [BeginResidual, Dense(4), Tanh, EndResidual] [Dense(2), Softmax] [CrossEntropy]" });
        _ = await tab.AskAsync("""{"type":"step","count":20}""", "paused");
        var message = await tab.AskAsync("""{"type":"inspect","split":"train","row":3}""", "inspection");
        var blocks = message.GetProperty("blocks").EnumerateArray().ToDictionary(static block => $"{block.GetProperty("kind")}{block.GetProperty("index")}");
        // Standardize scales the input of the first dense block.
        AssertClose(Row(blocks["Standardize0"], "y"), Row(blocks["Dense1"], "x"));
        var (norm, begin, end) = (blocks["LayerNorm2"], blocks["BeginResidual4"], blocks["EndResidual7"]);
        AssertClose(Row(norm, "dBiases"), Row(norm, "dy"));
        AssertClose(Row(begin, "y").Zip(Row(blocks["Tanh6"], "y"), static (a, b) => a + b), Row(end, "y"));
        // The gradient that skipped the blocks joins the one that came through them.
        AssertClose(Row(end, "dy").Zip(Row(begin, "dy"), static (a, b) => a + b), Row(begin, "dx"));
        AssertClose(Row(blocks["Dense8"], "dx"), Row(end, "dy"));
    }

    [Fact]
    public async Task A_batch_norm_is_refused_in_words()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        _ = await tab.UseAsync(new { declaration = "[Network(inputs: 2)] [Dense(4), BatchNorm, Relu] [Dense(1), Sigmoid] [BinaryCrossEntropy]" });
        _ = await tab.AskAsync("""{"type":"step","count":3}""", "paused");
        var message = await tab.AskAsync("""{"type":"inspect","split":"test","row":0}""", "inspection");
        Assert.StartsWith("BatchNorm takes its statistics from a batch", message.GetProperty("refusal").GetString());
        Assert.Equal(0, message.GetProperty("blocks").GetArrayLength());
    }

    private static double[] Row(JsonElement block, string name) => [.. block.GetProperty(name).EnumerateArray().Select(static number => number.GetDouble())];

    private static double[][] Matrix(JsonElement block, string name) =>
        [.. block.GetProperty(name).EnumerateArray().Select(static row => row.EnumerateArray().Select(static number => number.GetDouble()).ToArray())];

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual)
    {
        var (first, second) = (expected.ToList(), actual.ToList());
        Assert.Equal(first.Count, second.Count);
        foreach (var (wanted, got) in first.Zip(second))
            Assert.Equal(wanted, got, Tolerance * Math.Max(1, Math.Abs(wanted)));
    }
}
