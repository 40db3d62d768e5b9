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

    /// <summary>Blocks whose numbers the trainer does not keep: all of them are there, and agree with the gradients that it does keep.</summary>
    [Theory]
    [InlineData("[Dense(4), Relu] [Dense(4), LeakyRelu(0.1)] [Dense(4), Elu] [Dense(4), Selu] [Dense(4), Celu] [Dense(1), Sigmoid] [BinaryCrossEntropy]")]
    [InlineData("[Dense(4), Gelu] [Dense(4), Silu] [Dense(4), Mish] [Dense(4), Softplus] [Dense(4), Softsign] [Dense(2), Softmax] [CrossEntropy(LabelSmoothing = 0.1f)]")]
    [InlineData("[Dense(4), HardTanh] [Dense(4), HardSigmoid] [Dense(4), HardSwish] [Dense(4), Relu6] [Dense(4), LogSigmoid] [Dense(2), LogSoftmax] [CrossEntropy]")]
    [InlineData("[Dense(4), Hardshrink(0.01)] [Dense(4), Softshrink(0.01)] [Dense(4), Tanhshrink] [Dense(4), Threshold(-1, 0.5)] [Dense(4), SmoothClip] [Dense(1)] [Huber(0.1)]")]
    [InlineData("[Dense(4, Bias = false), LayerNorm, Tanh] [Dense(4), RmsNorm, PRelu] [Dense(4), Scale, Identity] [Dense(4), PRelu(Shared = false)] [Dense(1)] [Hinge]")]
    [InlineData("[Dense(4), LayerNorm(Affine = false), Gelu(Approximation = GeluApproximation.Tanh)] [Dense(2), Softmax] [KullbackLeibler]")]
    public async Task Every_block_has_all_its_numbers(string chain)
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        _ = await tab.UseAsync(new { declaration = "[Network(inputs: 2)] " + chain, rate = 0.03 });
        _ = await tab.AskAsync("""{"type":"step","count":30}""", "paused");
        var message = await tab.AskAsync("""{"type":"inspect","split":"train","row":5}""", "inspection");
        var blocks = message.GetProperty("blocks").EnumerateArray().ToList();
        foreach (var (previous, block) in blocks.Zip(blocks.Skip(1)))
        {
            AssertClose(Row(previous, "y"), Row(block, "x"));
            AssertClose(Row(block, "dx"), Row(previous, "dy"));
        }

        AssertClose(Row(message, "output"), Row(blocks[^1], "y"));
        foreach (var block in blocks.Where(static block => block.GetProperty("weights").ValueKind != JsonValueKind.Null))
            AssertParameterGradients([block]);
    }

    /// <summary>Over the batch that the sample is in: the statistics, and the gradients, which are sums over the samples of the batch.</summary>
    [Fact]
    public async Task A_batch_norm_is_seen_within_its_batch()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        double[][] own = [.. Enumerable.Range(0, 16).Select(static index => (double[])[(index * 7 % 16 - 8) / 8.0, (index * 5 % 16 - 8) / 8.0, index % 3 == 0 ? 1 : 0])];
        _ = await tab.UseAsync(new { data = "own", own, batch = 4, optimizer = "Adam", rate = 0.1, declaration = "[Network(inputs: 2)] [Dense(3), BatchNorm, Tanh] [Dense(2), BatchNorm(Affine = false), Relu] [Dense(1), Sigmoid] [BinaryCrossEntropy]" });
        _ = await tab.AskAsync("""{"type":"step","count":4}""", "paused");
        List<JsonElement> seen = [];
        for (var row = 0; row < 8; row++)
            seen.Add(await tab.AskAsync($$"""{"type":"inspect","split":"train","row":{{row}}}""", "inspection"));

        foreach (var batch in seen.GroupBy(static message => message.GetProperty("batch").GetProperty("words").GetString()!.Split("of batch")[1]))
        {
            var samples = batch.Select(static message => message.GetProperty("blocks").EnumerateArray().ToList()).ToList();
            Assert.Equal(4, samples.Count);
            Assert.Equal([0, 1, 2, 3], batch.Select(static message => message.GetProperty("batch").GetProperty("row").GetInt32()).Order());
            foreach (var norm in (int[])[1, 4])
            {
                var (means, variances) = (Row(samples[0][norm], "means"), Row(samples[0][norm], "variances"));
                for (var unit = 0; unit < means.Length; unit++)
                {
                    var values = samples.Select(sample => Row(sample[norm], "x")[unit]).ToList();
                    Assert.Equal(values.Average(), means[unit], Tolerance);
                    Assert.Equal(values.Average(value => (value - values.Average()) * (value - values.Average())), variances[unit], Tolerance);
                    foreach (var sample in samples)
                        Assert.Equal((Row(sample[norm], "x")[unit] - means[unit]) / Math.Sqrt(variances[unit] + 1e-5), Row(sample[norm], "hats")[unit], 1e-3);
                }
            }

            for (var index = 0; index < samples[0].Count; index++)
            {
                if (samples[0][index].GetProperty("weights").ValueKind == JsonValueKind.Array)
                    AssertParameterGradients([.. samples.Select(sample => sample[index])]);
            }
        }

        // The batch that comes next is the first of the third epoch: its update is the next step's.
        var next = seen.First(static message => message.GetProperty("batch").GetProperty("words").GetString()!.EndsWith("batch 1 in epoch 3", StringComparison.Ordinal)
            || message.GetProperty("batch").GetProperty("words").GetString()!.EndsWith("batch 1 in epoch 2", StringComparison.Ordinal));
        Assert.Equal(4, next.GetProperty("batch").GetProperty("rows").GetInt32());

        var added = await tab.AskAsync("""{"type":"inspect","input":[0.1,0.2],"label":1}""", "inspection");
        Assert.Equal((5, 4), (added.GetProperty("batch").GetProperty("rows").GetInt32(), added.GetProperty("batch").GetProperty("row").GetInt32()));
        Assert.Contains("added to the 4", added.GetProperty("batch").GetProperty("words").GetString());
    }

    [Fact]
    public async Task The_update_of_a_batch_is_the_one_that_the_next_step_makes()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        double[][] own = [.. Enumerable.Range(0, 8).Select(static index => (double[])[(index * 3 % 8 - 4) / 4.0, (index * 5 % 8 - 4) / 4.0, index % 2])];
        _ = await tab.UseAsync(new { data = "own", own, testShare = 0.5, batch = 0, optimizer = "Sgd", rate = 0.1, momentum = 0.9, declaration = "[Network(inputs: 2)] [Dense(3), BatchNorm, Tanh] [Dense(1), Sigmoid] [BinaryCrossEntropy]" });
        _ = await tab.AskAsync("""{"type":"step","count":3}""", "paused");
        var inspected = await tab.AskAsync("""{"type":"inspect","split":"train","row":2}""", "inspection");
        List<float> shown = [];
        foreach (var block in inspected.GetProperty("blocks").EnumerateArray().Where(static block => block.GetProperty("newWeights").ValueKind == JsonValueKind.Array))
            shown.AddRange(Matrix(block, "newWeights").SelectMany(static row => row).Concat(Row(block, "newBiases")).Select(static value => (float)value));
        _ = await tab.AskAsync("""{"type":"step"}""", "paused");
        var place = 72 + 2 * 100 * 100 + 3 * 400 + 3 * 8;
        // A full batch is summed in the order of its rows, which each epoch shuffles.
        foreach (var (index, value) in shown.Index())
            Assert.Equal(BinaryPrimitives.ReadSingleLittleEndian(tab.Frame.AsSpan(place + 4 * index)), value, 1e-5f);
        Assert.Equal(BinaryPrimitives.ReadInt32LittleEndian(tab.Frame.AsSpan(60)), shown.Count);
    }

    [Fact]
    public async Task Heads_share_the_trunk_and_their_gradients_meet_where_it_ends()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        _ = await tab.UseAsync(new
        {
            declaration = """
                [Network(inputs: 2)] [Dense(4), Tanh]
                [Head("class")] [Dense(3), Relu] [Dense(1), Sigmoid] [BinaryCrossEntropy]
                [Head("radius", Weight = 0.5)] [Dense(1)] [StandardizeTargets] [MeanSquaredError]
                """,
        });
        _ = await tab.AskAsync("""{"type":"step","count":30}""", "paused");
        var message = await tab.AskAsync("""{"type":"inspect","split":"train","row":5}""", "inspection");
        var blocks = message.GetProperty("blocks").EnumerateArray().ToList();
        Assert.Equal(["Dense", "Tanh", "Head", "Dense", "Relu", "Dense", "Sigmoid", "Head", "Dense", "StandardizeTargets"], blocks.Select(static block => block.GetProperty("kind").GetString()));
        AssertClose(Row(blocks[1], "y"), Row(blocks[8], "x"));
        AssertClose(Row(blocks[2], "dx"), Row(blocks[1], "dy"));
        AssertClose(Row(blocks[7], "dx"), Row(blocks[8], "dx"));
        AssertClose(Row(blocks[3], "dx").Zip(Row(blocks[8], "dx"), static (a, b) => a + b), Row(blocks[1], "dy"));
        foreach (var block in blocks.Where(static block => block.GetProperty("weights").ValueKind == JsonValueKind.Array))
            AssertParameterGradients([block]);

        var input = Row(message, "input");
        AssertClose([Math.Sqrt(input[0] * input[0] + input[1] * input[1])], [Row(message, "target")[1]]);
        var losses = Row(message, "headLosses");
        Assert.Equal(losses[0] + 0.5 * losses[1], message.GetProperty("loss").GetDouble(), Tolerance);
    }

    /// <summary>The trainer's gradients are sums over the samples of the batch: ∂L/∂z · xᵀ of dense blocks, ∂L/∂y · x̂ of norms, ∂L/∂y · x of factors and slopes.</summary>
    private static void AssertParameterGradients(List<JsonElement> samples)
    {
        var kind = samples[0].GetProperty("kind").GetString()!;
        var gradients = Matrix(samples[0], "dWeights");
        if (kind == "Dense")
        {
            foreach (var (unit, row) in gradients.Index())
                AssertClose(Enumerable.Range(0, row.Length).Select(input => samples.Sum(sample => Row(sample, "dz")[unit] * Row(sample, "x")[input])), row);
        }
        else
        {
            var factors = kind is "PRelu" or "Scale" ? "x" : "hats";
            var units = Enumerable.Range(0, Row(samples[0], "dy").Length)
                .Select(unit => samples.Sum(sample => kind == "PRelu" && Row(sample, "x")[unit] > 0 ? 0 : Row(sample, "dy")[unit] * Row(sample, factors)[unit])).ToList();
            AssertClose(gradients[0].Length == 1 && units.Count > 1 ? [units.Sum()] : units, gradients[0]);
        }

        if (samples[0].GetProperty("dBiases").ValueKind == JsonValueKind.Array)
            AssertClose(Enumerable.Range(0, Row(samples[0], "dBiases").Length).Select(unit => samples.Sum(sample => Row(sample, "dy")[unit])), Row(samples[0], "dBiases"));
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
