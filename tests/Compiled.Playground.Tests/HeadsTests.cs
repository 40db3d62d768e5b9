using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Compiled.Dynamic;
using Playground.Data;
using Playground.Protocol;

namespace Compiled.Tests;

/// <summary>Several heads: what they learn of every data set, their figures, their region, and that everything else knows them.</summary>
public sealed class HeadsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Declaration = """
        [Network(inputs: 2)]
        [Dense(8), Tanh]
        [Head("class")]
        [Dense(1), Sigmoid]
        [BinaryCrossEntropy]
        [Head("radius", Weight = 0.5)]
        [Dense(1)]
        [MeanSquaredError]
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_head_has_its_losses_its_measure_and_its_confusion()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        var network = await tab.UseAsync(new { declaration = Declaration, rate = 0.02 });
        var heads = network.GetProperty("heads").EnumerateArray().ToList();
        Assert.Equal(["class", "radius"], heads.Select(static head => head.GetProperty("target").GetString()));
        Assert.Equal(["BinaryCrossEntropy", "MeanSquaredError"], heads.Select(static head => head.GetProperty("loss").GetProperty("kind").GetString()));
        Assert.Equal([(2, 4), (5, 6)], heads.Select(static head => (head.GetProperty("first").GetInt32(), head.GetProperty("last").GetInt32())));
        var text = network.GetProperty("text").GetString()!;
        Assert.Equal("Head(\"radius\", Weight = 0.5)", text.Substring(heads[1].GetProperty("start").GetInt32(), heads[1].GetProperty("length").GetInt32()));

        _ = await tab.AskAsync("""{"type":"step","count":2000}""", "paused");
        var frame = FrameReader.Read(tab.Frame);
        Assert.Equal(2, frame.Heads.Count);
        var (label, radius) = (frame.Heads[0], frame.Heads[1]);
        Assert.Equal(frame.TrainLoss, label.TrainLoss + 0.5f * radius.TrainLoss, 1e-5f);
        Assert.Equal(frame.TestLoss, label.TestLoss + 0.5f * radius.TestLoss, 1e-5f);
        Assert.Equal(frame.TestAccuracy, label.TestMeasure);
        Assert.InRange(label.TestMeasure, 0.95f, 1);
        Assert.InRange(radius.TestMeasure, 0.8f, 1);
        Assert.Equal((200, 0), (label.Confusion.Sum(), radius.Confusion.Length));
        var last = frame.Losses[^1];
        Assert.Equal([label.TrainLoss, label.TestLoss, radius.TrainLoss, radius.TestLoss], last.Heads);
    }

    [Fact]
    public async Task The_region_is_that_of_the_head_that_is_looked_at()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        var quadrant = Declaration.Replace("\"radius\"", "\"quadrant\"", StringComparison.Ordinal).Replace("[Dense(1)]\n[Mean", "[Dense(4), Softmax]\n[Mean", StringComparison.Ordinal);
        _ = await tab.UseAsync(new { declaration = quadrant.Replace("MeanSquaredError", "CrossEntropy", StringComparison.Ordinal), rate = 0.02 });
        _ = await tab.AskAsync("""{"type":"step","count":800}""", "paused");
        Assert.InRange(FrameReader.Read(tab.Frame).Classes.Max(), 0, 1);
        await tab.SendAsync("""{"type":"head","index":1}""");
        await tab.FrameAsync();
        var classes = FrameReader.Read(tab.Frame).Classes;
        // The first row is the top: quadrants I and II are above III and IV.
        Assert.Equal([1, 0, 2, 3], (int[])[classes[2510], classes[2590], classes[7510], classes[7590]]);
    }

    [Fact]
    public void Every_data_set_has_targets_besides_its_class()
    {
        foreach (var data in Catalogue.Data.Select(static entry => entry.Id).Where(static id => id is not "own" and not "digits"))
        {
            var samples = SampleSource.Of(new SessionState { Data = data, Points = 100 });
            Assert.Equal(["class", "radius", "quadrant"], samples.Targets.Select(static target => target.Id));
            Assert.Equal(samples.Train.Labels.Select(static label => (float)label), samples.Targets[0].Train);
            var points = samples.Train.Inputs;
            Assert.All(samples.Targets[1].Train.Index(), row => Assert.Equal(Math.Sqrt(Math.Pow(points[2 * row.Index], 2) + Math.Pow(points[2 * row.Index + 1], 2)), row.Item, 1e-6));
            Assert.All(samples.Targets[2].Test.Index(), row => Assert.Equal(row.Item is 0 or 1, samples.Test.Inputs[2 * row.Index + 1] > 0));
        }

        var own = SampleSource.Of(new SessionState { Data = "own", Own = [[0.5, 0.5, 1, 0.25], [-0.5, 0.5, 0, -0.75], [0.1, -0.5, 0, 1]] });
        Assert.Equal([0.25f, 1f], own.Target("VALUE")!.Train);
        Assert.Equal((0.25f, 1f), (own.Target("value")!.Low, own.Target("value")!.High));

        var digits = SampleSource.Of(new SessionState { Data = "digits" });
        Assert.Equal(["class", "even", "ink"], digits.Targets.Select(static target => target.Id));
        Assert.All(digits.Target("even")!.Train.Index(), row => Assert.Equal(digits.Train.Labels[row.Index] % 2 == 0 ? 1 : 0, row.Item));
        Assert.All(digits.Target("ink")!.Test, static ink => Assert.InRange(ink, 0.1f, 0.6f));
        Assert.All(Catalogue.Targets, entry => Assert.Contains(entry.Id, (entry.Inputs == 64 ? digits : own).Targets.Select(static target => target.Id)));
    }

    [Fact]
    public async Task Digits_are_learned_with_a_second_head()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        _ = await tab.UseAsync(new { data = "digits", batch = 32, declaration = "[Network(inputs: 64)] [Dense(24), Relu] [Head(\"class\")] [Dense(10), Softmax] [CrossEntropy] [Head(\"even\")] [Dense(1), Sigmoid] [BinaryCrossEntropy] [Differentiable]" });
        _ = await tab.AskAsync("""{"type":"step","count":600}""", "paused");
        var heads = FrameReader.Read(tab.Frame).Heads;
        Assert.All(heads, static head => Assert.InRange(head.TestMeasure, 0.85f, 1));
        await tab.SendAsync($$"""{"type":"probe","input":[{{string.Join(',', Enumerable.Repeat(8, 64))}}]}""");
        await tab.FrameAsync();
        Assert.Equal((0, 64, 11), (FrameReader.Read(tab.Frame).ArrowSide, FrameReader.Read(tab.Frame).ProbeSlopes.Length, FrameReader.Read(tab.Frame).Probe.Length));
    }

    /// <summary>The program's steps, in plain C#, with the data that is downloaded: the same bits.</summary>
    [Fact]
    public async Task Heads_are_replayed_and_taken_along()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        _ = await tab.UseAsync(new { declaration = Declaration, seed = 3, dataSeed = 2, batch = 20, schedule = "Cosine", scheduleSteps = 200 });
        var paused = await tab.AskAsync("""{"type":"step","count":150}""", "paused");
        Assert.True((await tab.AskAsync("""{"type":"replay"}""", "replay")).GetProperty("same").GetBoolean());

        var files = new Dictionary<string, byte[]>();
        using var client = new HttpClient();
        foreach (var file in (string[])["network.cs", "program.cs", "network.weights", "network.safetensors", "network.onnx", "report.html", "train.csv"])
            files[file] = await client.GetByteArrayAsync($"{fixture.Server.Address}/session/{tab.Session}/{file}", Cancellation);
        Assert.Contains("[Head(\"radius\", Weight = 0.5)]", Text("network.cs"));
        Assert.Contains("targets: [\"t0\", \"t1\"]", Text("program.cs"));
        Assert.Contains("PlaygroundNet", Text("network.weights"));
        Assert.Contains("radius", Text("report.html"));
        Assert.Equal(["Class", "Radius"], OnnxModel.Read(new MemoryStream(files["network.onnx"])).Topology.Heads.Select(static head => head.Name));

        var train = Dataset.FromCsv(new StringReader(Text("train.csv")), targets: ["t0", "t1"], new CsvOptions { Target = TargetKind.Numeric });
        var network = NetworkCompiler.Compile(NetworkDeclaration.Parse(Declaration), Cancellation).Create(seed: 3);
        var trainer = network.CreateTrainer(new Adam(0.01f), new TrainerOptions { Seed = 3 });
        var batches = new BatchReader(train, batchSize: 20, seed: 3);
        var schedule = Schedule.Cosine(200);
        var steps = 0;
        for (var epoch = 0; steps < 150; epoch++)
        {
            batches.Begin(epoch);
            while (steps < 150 && batches.Next(out var inputs, out var targets))
            {
                trainer.LearningRate = (float)schedule.Rate(steps, 0.01);
                trainer.Step(inputs, targets);
                steps++;
            }
        }

        var parameters = new float[network.ParameterCount];
        network.CopyParametersTo(parameters);
        Assert.Equal(paused.GetProperty("hash").GetString(), Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(parameters.AsSpan()))));

        string Text(string file) => System.Text.Encoding.UTF8.GetString(files[file]);
    }

    /// <summary>Arrows and the derivatives at the pointer are those of the network, taken by differences.</summary>
    [Fact]
    public async Task A_differentiable_network_shows_its_slopes()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        var plain = await tab.UseAsync(new { declaration = "[Network(inputs: 2)] [Dense(6), Tanh] [Dense(3), Softmax] [CrossEntropy]" });
        Assert.False(plain.GetProperty("differentiable").GetBoolean());
        Assert.Equal(0, FrameReader.Read(tab.Frame).ArrowSide);

        var network = await tab.UseAsync(new { declaration = "[Network(inputs: 2)] [Dense(6), Tanh] [Dense(3), Softmax] [CrossEntropy] [Differentiable]" });
        Assert.True(network.GetProperty("differentiable").GetBoolean());
        _ = await tab.AskAsync("""{"type":"step","count":100}""", "paused");
        var slopes = await SlopesAsync(0.25, -0.5);
        const double Step = 1e-2;
        for (var input = 0; input < 2; input++)
        {
            var (more, less) = (await OutputsAsync(0.25 + (input == 0 ? Step : 0), -0.5 + (input == 1 ? Step : 0)), await OutputsAsync(0.25 - (input == 0 ? Step : 0), -0.5 - (input == 1 ? Step : 0)));
            for (var output = 0; output < 3; output++)
                Assert.Equal((more[output] - less[output]) / (2 * Step), slopes[2 * output + input], 2e-3);
        }

        // The arrow of a cell is that of the class that wins in its middle.
        var (column, row) = (3, 9);
        var (x, y) = ((2 * column + 1) / 14.0 - 1, 1 - (2 * row + 1) / 14.0);
        var (there, said) = (await SlopesAsync(x, y), await OutputsAsync(x, y));
        var frame = FrameReader.Read(tab.Frame);
        var winner = said.IndexOf(said.Max());
        Assert.Equal(14, frame.ArrowSide);
        Assert.Equal(there[2 * winner], frame.Arrows[2 * (row * 14 + column)], 1e-5f);
        Assert.Equal(there[2 * winner + 1], frame.Arrows[2 * (row * 14 + column) + 1], 1e-5f);

        async Task<float[]> SlopesAsync(double x, double y) => (await ProbeAsync(x, y)).ProbeSlopes;

        async Task<List<float>> OutputsAsync(double x, double y) => [.. (await ProbeAsync(x, y)).Probe];

        async Task<FrameReader> ProbeAsync(double x, double y)
        {
            await tab.SendAsync(string.Create(CultureInfo.InvariantCulture, $$"""{"type":"probe","input":[{{x}},{{y}}]}"""));
            await tab.FrameAsync();
            return FrameReader.Read(tab.Frame);
        }
    }
}
