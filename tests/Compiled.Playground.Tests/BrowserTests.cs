using System.Globalization;
using System.Text.Json;
using Playground.Serving;

namespace Compiled.Tests;

/// <summary>The playground as a visitor has it: in headless Chromium, with a server of its own.</summary>
public sealed class BrowserTests
{
    /// <summary>What a network of the first example gives after 3,000 steps: the page, a replay, a link and a plain C# program agree on it.</summary>
    [Fact]
    public async Task A_visit_draws_adds_a_block_learns_the_circle_and_finds_the_same_bits_again()
    {
        var visit = await Scenario("learn.mjs");
        Assert.Empty(Strings(visit, "complaints"));

        // Measured and printed; written down in docs/playground.md. A busy machine must not fail.
        var figures = visit.GetProperty("figures");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"learning {visit.GetProperty("learning").GetDouble():F0} ms after the page's load began, {visit.GetProperty("framesPerSecond").GetDouble():F1} frames/s; {figures}"));

        var drawn = visit.GetProperty("drawn").EnumerateArray().Select(static point => point.EnumerateArray().Select(static number => number.GetDouble()).ToArray()).ToList();
        Assert.InRange(drawn.Count, 2, 20);
        Assert.All(drawn, static point => Assert.True(point is [> -1 and < 0, > 0.7 and < 0.9, 1], string.Join(' ', point)));

        Assert.Equal("[Network(inputs: 2)]\n[Dense(8), Tanh]\n[Dense(8), LayerNorm, Tanh]\n[Dense(8), Tanh]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]", Text(visit, "declaration"));
        Assert.Equal("Network 2-8-8-8-1", Text(visit, "title"));
        Assert.Equal("LayerNorm", Text(visit.GetProperty("highlighted"), "editor"));
        Assert.InRange(visit.GetProperty("highlighted").GetProperty("code").GetInt32(), 1, 50);

        Assert.Equal("3,000", Text(visit, "steps"));
        Assert.True(double.Parse(Text(visit, "accuracy").Replace(" %", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) > 95, Text(visit, "accuracy"));
        Assert.EndsWith("the same bits.", Text(visit, "replay"), StringComparison.Ordinal);
        Assert.EndsWith("the same bits.", Text(visit, "linked"), StringComparison.Ordinal);
        Assert.StartsWith($"The link promised {Text(visit, "hash")[..16]} after 3,000 steps", Text(visit, "linked"), StringComparison.Ordinal);

        var files = visit.GetProperty("files").EnumerateObject().ToDictionary(static file => file.Name, static file => (Status: file.Value[0].GetInt32(), Bytes: file.Value[1].GetInt32()));
        Assert.Equal(["network.cs", "network.onnx", "network.safetensors", "network.weights", "program.cs", "report.html", "test.csv", "train.csv"], files.Keys.Order(StringComparer.Ordinal));
        Assert.All(files, static file => Assert.True(file.Value is (200, > 100), $"{file}"));

        Assert.Equal(ConsoleHash(Text(visit, "trainingData")), Text(visit, "programHash"));
    }

    [Fact]
    public async Task An_error_is_at_its_attribute_and_the_last_right_network_keeps_training()
    {
        var seen = await Scenario("errors.mjs");
        Assert.Empty(Strings(seen, "complaints"));
        var cases = seen.GetProperty("cases").EnumerateArray().ToList();
        string[] wrong = ["BinaryCrossEntropy", "Tahn", "0"];
        Assert.Equal(wrong, cases.Select(static one => Text(one, "selected")));
        foreach (var (one, attribute) in cases.Zip(wrong))
        {
            Assert.Contains(attribute, Strings(one, "underlined"));
            Assert.Equal("true", Text(one, "invalid"));
            Assert.Matches(@"^(CMP|DYN)\d{4}, line \d ", Strings(one, "messages")[0]);
        }

        var afterwards = seen.GetProperty("afterwards");
        Assert.Equal(("Network 2-5-8-1", 0, "false"), (Text(afterwards, "title"), afterwards.GetProperty("problems").GetInt32(), Text(afterwards, "invalid")));
        Assert.Contains("The link in the address cannot be read", Text(seen, "notice"), StringComparison.Ordinal);
        Assert.Equal("'fast' is not a number.", Text(seen, "invalid"));
    }

    [Fact]
    public async Task The_address_follows_every_change_and_a_link_in_it_is_followed()
    {
        var seen = await Scenario("address.mjs");
        Assert.Empty(Strings(seen, "complaints"));
        const string Layered = "[Network(inputs: 2)]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]";
        Assert.Equal(("", "#1", Layered), (Text(seen, "fresh"), Text(seen, "layered"), Text(seen, "reloaded")));
        Assert.Equal(Text(seen, "step"), Strings(seen, "again")[0]);
        Assert.StartsWith("The link promised", Strings(seen, "again")[1], StringComparison.Ordinal);
        Assert.EndsWith("the same bits.", Strings(seen, "again")[1], StringComparison.Ordinal);
        Assert.Equal([false, true], seen.GetProperty("playing").EnumerateArray().Select(static item => item.GetBoolean()));
        Assert.Equal((Layered, true), (seen.GetProperty("back")[0].GetString(), seen.GetProperty("back")[1].GetBoolean()));
        Assert.StartsWith("The link in the address cannot be read", Text(seen, "notice"), StringComparison.Ordinal);
        Assert.Equal((Layered, ""), (Text(seen, "kept"), Text(seen, "home")));
        Assert.InRange(seen.GetProperty("writes")[0].GetInt32(), 1, seen.GetProperty("writes")[1].GetInt32());
    }

    [Fact]
    public async Task A_second_head_derivatives_and_a_batch_norm_are_a_choice_each()
    {
        var seen = await Scenario("heads.mjs");
        Assert.Empty(Strings(seen, "complaints"));
        const string Trunk = "[Network(inputs: 2)]\n[Dense(8), Tanh]\n[Dense(8), Tanh]\n", End = "[Dense(1), Sigmoid]\n[BinaryCrossEntropy]";
        Assert.Equal($"{Trunk}[Head(\"class\")]\n{End}\n[Head(\"radius\", Weight = 0.5)]\n[Dense(1)]\n[MeanSquaredError]", Text(seen, "declaration"));
        Assert.Equal("Network 2-8-8-1 + 1", Text(seen, "title"));
        Assert.Matches(@"^Loss of radius: training 0\.\d+ .*; R² -?\d.*class \+ 0\.5 · radius = 0\.\d+\.$", Text(seen, "legend"));
        Assert.Matches(@"^radius is a number, from 0\.\d+ to \d.* of the variance of the test data \(R²\)\.$", Text(seen, "number"));
        Assert.Equal(["Dense0", "Dense1", "Dense2", "Dense3"], Strings(seen, "health"));
        Assert.Equal(
            [
                "→ Dense(8)", "→ Tanh", "→ Dense(8)", "→ Tanh", "→ Head(\"class\")", "→ Dense(1)", "→ Sigmoid", "→ Head(\"radius\", Weight = 0.5)", "→ Dense(1)",
                "L BinaryCrossEntropy", "L MeanSquaredError", "L sum",
            ],
            Strings(seen, "steps")[..12]);
        Assert.Contains("the sum of the heads’ losses", Text(seen, "sum"), StringComparison.Ordinal);
        Assert.Equal((Trunk + End, $"{Trunk}{End}\n[Differentiable]"), (Text(seen, "plain"), Text(seen, "differentiable")));
        Assert.True(seen.GetProperty("arrows")[1].GetInt32() > seen.GetProperty("arrows")[0].GetInt32() + 500, seen.GetProperty("arrows").ToString());
        Assert.Matches(@"There ∂y/∂x = \(.+, .+\)\.$", Text(seen, "slopes"));
        Assert.Matches(@"seen within one: it is sample \d+ of the \d+ of batch \d+ in epoch \d+\.$", Text(seen, "batch"));
        Assert.Contains("samples of the batch, each unit has a mean", Strings(seen, "norm")[0], StringComparison.Ordinal);
        Assert.Contains("μ", Strings(seen, "norm")[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_hundred_random_interactions_leave_no_complaint_and_flat_memory()
    {
        var seen = await Scenario("wander.mjs");
        Assert.Empty(Strings(seen, "complaints"));
        var done = seen.GetProperty("done").EnumerateObject().ToDictionary(static kind => kind.Name, static kind => kind.Value.GetInt32());
        Assert.Equal(200, done.Values.Sum());
        Assert.Equal(8, done.Count);

        // After the first fifty everything has been built once. A leak of the pictures of one frame per interaction would be 6 MB.
        var measured = seen.GetProperty("measured").EnumerateArray().ToList();
        foreach (var (name, room) in new[] { ("JSHeapUsedSize", 5_000_000), ("Nodes", 15_000), ("JSEventListeners", 1_500) })
        {
            var values = measured.Select(point => point.GetProperty(name).GetDouble()).ToList();
            Assert.True(values[^1] < values[0] + room, $"{name}: {string.Join(", ", values)}");
        }
    }

    [Fact]
    public async Task It_is_for_everybody()
    {
        var seen = await Scenario("access.mjs");
        foreach (var view in seen.GetProperty("views").EnumerateArray())
        {
            foreach (var list in new[] { "complaints", "nameless", "unlabelled", "undescribed", "doubled", "small" })
                Assert.Empty(Strings(view, list));
            Assert.InRange(view.GetProperty("scrollWidth").GetInt32(), 1, view.GetProperty("width").GetInt32());
            Assert.InRange(view.GetProperty("controls").GetInt32(), 100, 300);
            Assert.Equal(Text(view, "colorScheme") == "dark" ? "rgb(15, 18, 21)" : "rgb(245, 245, 242)", Text(view, "background"));

            // WCAG 2.2, level AA, for text of this size.
            Assert.All(view.GetProperty("contrasts").EnumerateObject(), static pair => Assert.True(pair.Value.GetDouble() >= 4.5, $"{pair}"));
        }

        Assert.Equal("Skip to the network", Text(seen, "first"));
        Assert.Matches("^Dense0, unit 1: weights .*, .*, bias ", Text(seen, "unit"));
        var point = Assert.Single(seen.GetProperty("own").EnumerateArray().ToList());
        Assert.Equal([0.1, 0.05, 0], point.EnumerateArray().Select(static number => number.GetDouble()));
        Assert.Matches(@"^Paused at step [\d,]+, test accuracy ", Text(seen, "spoken"));
        Assert.InRange(seen.GetProperty("repaintsWithLessMotion").GetDouble(), 0.1, 1.7);
    }

    /// <summary>Writes the pictures of docs/playground.md where COMPILED_PICTURES says, and otherwise into a folder that is deleted.</summary>
    [Fact]
    public async Task Six_states_are_drawn()
    {
        var kept = Environment.GetEnvironmentVariable("COMPILED_PICTURES");
        var folder = kept is { Length: > 0 } ? Directory.CreateDirectory(Path.Combine(kept, "playground")).FullName : Directory.CreateTempSubdirectory().FullName;
        try
        {
            var written = (await Scenario("pictures.mjs", folder)).EnumerateArray().ToList();
            Assert.Equal(["learning", "digits", "error", "backpropagation", "heads", "phone"], written.Select(static picture => Text(picture, "name")));
            Assert.All(written, static picture => Assert.Empty(Strings(picture, "complaints")));
            Assert.All(written, picture => Assert.InRange(new FileInfo(Path.Combine(folder, Text(picture, "name") + ".png")).Length, 20_000, 2_000_000));
        }
        finally
        {
            if (string.IsNullOrEmpty(kept))
                Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>What the console program prints that trains the same network with the same data, in plain C#.</summary>
    private static string ConsoleHash(string trainingData)
    {
        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "train.csv"), trainingData);
            return Tools.Run("dotnet", folder, [Path.Combine(AppContext.BaseDirectory, "Compiled.Playground.Console.dll")]).Trim();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<JsonElement> Scenario(string script, params string[] arguments)
    {
        var chromium = Tools.Browser();
        await using var server = await PlaygroundServer.StartAsync(cancellation: TestContext.Current.CancellationToken);
        return JsonDocument.Parse(Tools.Node(Tools.Scripts, [script, chromium, server.Address, .. arguments])).RootElement;
    }

    private static string Text(JsonElement element, string property) => element.GetProperty(property).GetString()!;

    private static string[] Strings(JsonElement element, string property) => [.. element.GetProperty(property).EnumerateArray().Select(static item => item.GetString()!)];
}
