using System.Buffers.Binary;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using Playground.Protocol;

namespace Compiled.Tests;

/// <summary>What a tab says, and what it is told.</summary>
public sealed class ProtocolTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private const string Small = "[Network(inputs: 2)] [Dense(4), Tanh] [Dense(1), Sigmoid] [BinaryCrossEntropy]";

    [Fact]
    public async Task A_tab_is_told_what_there_is_and_begins_with_the_circle()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        Assert.Equal(32, tab.Session.Length);
        Assert.Equal("circle", tab.Hello.GetProperty("state").GetProperty("data").GetString());
        Assert.Equal(Limits.Parameters, tab.Hello.GetProperty("limits").GetProperty("parameters").GetInt32());
        Assert.Equal(8, tab.Hello.GetProperty("catalogue").GetProperty("data").GetArrayLength());
        Assert.Equal(0, tab.Step);
    }

    [Fact]
    public async Task The_circle_is_learned_within_3000_steps()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        await tab.SendAsync("""{"type":"pace","stepsPerSecond":0}""");
        var paused = await tab.AskAsync("""{"type":"play","until":3000}""", "paused");
        Assert.Equal("until", paused.GetProperty("reason").GetString());
        Assert.Equal(3000, paused.GetProperty("step").GetInt64());
        Assert.Equal(3000, tab.Step);
        Assert.InRange(tab.TestAccuracy, 0.95f, 1);
        TestContext.Current.TestOutputHelper?.WriteLine($"test accuracy {tab.TestAccuracy}, {tab.Frames} frames");
    }

    [Fact]
    public async Task The_same_state_and_steps_give_the_same_hash_and_a_replay_says_so()
    {
        await using var first = await Tab.OpenAsync(fixture.Server);
        await using var second = await Tab.OpenAsync(fixture.Server);
        var hashes = new List<string>();
        foreach (var tab in (Tab[])[first, second])
        {
            _ = await tab.UseAsync(new { data = "xor", declaration = Small, optimizer = "RmsProp", momentum = 0.5, augment = 0.01, schedule = "OneCycle", seed = 3 });
            // In one go here, and there in pieces.
            foreach (var count in tab == first ? new[] { 400 } : [1, 150, 249])
                hashes.Add((await tab.AskAsync($$"""{"type":"step","count":{{count}}}""", "paused")).GetProperty("hash").GetString()!);
        }

        Assert.Equal(hashes[0], hashes[^1]);
        Assert.Equal(4, hashes.Count);
        var replay = await second.AskAsync("""{"type":"replay"}""", "replay");
        Assert.True(replay.GetProperty("same").GetBoolean());
        Assert.Equal(400, replay.GetProperty("step").GetInt64());
        Assert.Equal(hashes[0], replay.GetProperty("again").GetString());
        var reset = await second.AskAsync("""{"type":"reset"}""", "paused");
        Assert.NotEqual(hashes[0], reset.GetProperty("hash").GetString());
        Assert.Equal(0, second.Step);
    }

    [Theory]
    [InlineData("[Network(inputs: 2)]\n[Dense(→0←)]\n[BinaryCrossEntropy]", "CMP0023")]
    [InlineData("[→Network(inputs: 3)←]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]", "PLAY0001")]
    [InlineData("[Network(inputs: 2)]\n[Dense(1), →Sigmoid←]", "PLAY0003")]
    [InlineData("[Network(inputs: 2)]\n[→Dense(200)←, Relu]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]", "PLAY0005")]
    [InlineData("[Network(inputs: 2)]\n[→Dense(11)←, Softmax]\n[CrossEntropy]", "PLAY0007")]
    [InlineData("[Network(inputs: 2)]\n[Dense(2), Tanh]\n[→Head(\"colour\")←]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]", "PLAY0002")]
    [InlineData("[Network(inputs: 2)]\n[Dense(2), Tanh]\n[→Head(\"value\")←]\n[Dense(1)]\n[MeanSquaredError]", "PLAY0002")]
    [InlineData("[Network(inputs: 2)]\n[Dense(2), Tanh]\n[→Head(\"quadrant\")←]\n[Dense(3), Softmax]\n[CrossEntropy]", "PLAY0008")]
    [InlineData("[Network(inputs: 2)]\n[Dense(2), Tanh]\n[→Head(\"radius\")←]\n[Dense(2)]\n[MeanSquaredError]", "PLAY0009")]
    [InlineData("[Network(inputs: 2)]\n[Dense(2), Tanh]\n[→Head(\"radius\")←]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]", "PLAY0010")]
    [InlineData("[Network(inputs: 2)]\n[→Console.WriteLine(1)←]", "DYN0002")]
    public async Task A_wrong_declaration_is_underlined_and_the_former_network_stays(string marked, string id)
    {
        var start = marked.IndexOf('→', StringComparison.Ordinal);
        var length = marked.IndexOf('←', StringComparison.Ordinal) - start - 1;
        await using var tab = await Tab.OpenAsync(fixture.Server);
        await tab.StateAsync(new { declaration = marked.Replace("→", "", StringComparison.Ordinal).Replace("←", "", StringComparison.Ordinal) }, id: 5);
        var answer = await tab.NextAsync("problems");
        Assert.Equal(5, answer.GetProperty("id").GetInt32());
        var problem = answer.GetProperty("problems").EnumerateArray().Single(problem => problem.GetProperty("id").GetString() == id);
        Assert.Equal((start, id is "DYN0002" ? 17 : length), (problem.GetProperty("start").GetInt32(), problem.GetProperty("length").GetInt32()));
        Assert.Equal(marked[..start].Count(static character => character == '\n') + 1, problem.GetProperty("line").GetInt32());
        var paused = await tab.AskAsync("""{"type":"step"}""", "paused");
        Assert.Equal(1, paused.GetProperty("step").GetInt64());
    }

    [Theory]
    [InlineData("""{"points":5}""", "points")]
    [InlineData("""{"points":"many"}""", "points")]
    [InlineData("""{"noise":-1}""", "noise")]
    [InlineData("""{"data":"moon"}""", "data")]
    [InlineData("""{"data":null}""", "data")]
    [InlineData("""{"own":[[0,0]]}""", "own")]
    [InlineData("""{"own":[[0,0,1.5]]}""", "own")]
    [InlineData("""{"own":[[0,0,1,2]]}""", "own")]
    [InlineData("""{"own":[null]}""", "own")]
    [InlineData("""{"own":null}""", "own")]
    [InlineData("""{"data":"own"}""", "own")]
    [InlineData("""{"declaration":null}""", "declaration")]
    [InlineData("""{"optimizer":"Adam2"}""", "optimizer")]
    [InlineData("""{"rate":0}""", "rate")]
    [InlineData("""{"nesterov":true}""", "nesterov")]
    [InlineData("""{"batch":-1}""", "batch")]
    [InlineData("""{"schedule":""}""", "schedule")]
    [InlineData("""{"seed":1e300}""", "seed")]
    [InlineData("""{"version":2}""", "version")]
    [InlineData("""{"colour":"red"}""", "colour")]
    [InlineData("[]", "state")]
    [InlineData("null", "state")]
    public async Task A_state_that_cannot_be_is_rejected_by_the_name_of_its_field(string state, string field)
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        await tab.SendAsync($$"""{"type":"state","id":9,"state":{{state}}}""");
        var answer = await tab.NextAsync("rejected");
        Assert.Equal(9, answer.GetProperty("id").GetInt32());
        Assert.StartsWith(field, answer.GetProperty("field").GetString());
        Assert.NotEqual("", answer.GetProperty("message").GetString());
        // Nothing has changed.
        Assert.Equal(1, (await tab.AskAsync("""{"type":"step"}""", "paused")).GetProperty("step").GetInt64());
    }

    [Theory]
    [InlineData("no json", "message")]
    [InlineData("[1]", "message")]
    [InlineData("""{"type":7}""", "message")]
    [InlineData("""{"type":"fly"}""", "type")]
    [InlineData("""{"type":"step","count":0}""", "count")]
    [InlineData("""{"type":"step","count":1e9}""", "count")]
    [InlineData("""{"type":"probe","input":[1]}""", "input")]
    [InlineData("""{"type":"head","index":1}""", "index")]
    [InlineData("""{"type":"probe","input":[1,"a"]}""", "input")]
    [InlineData("""{"type":"pace","stepsPerSecond":-3}""", "stepsPerSecond")]
    [InlineData("""{"type":"inspect","split":"train","row":100000}""", "row")]
    [InlineData("""{"type":"inspect","split":"other","row":0}""", "split")]
    [InlineData("""{"type":"csv","text":"a,b\n1,2"}""", "csv")]
    [InlineData("""{"type":"csv","text":"x,y,label\n1,2,a\n1,oops,b"}""", "csv")]
    [InlineData("""{"type":"csv"}""", "text")]
    [InlineData("""{"type":"minimize","iterations":501}""", "iterations")]
    public async Task A_message_that_cannot_be_carried_out_is_rejected(string message, string field)
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        await tab.SendAsync(message);
        Assert.Equal(field, (await tab.NextAsync("rejected")).GetProperty("field").GetString());
        _ = await tab.AskAsync("""{"type":"pause"}""", "paused");
    }

    [Fact]
    public async Task A_message_of_megabytes_closes_the_socket()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        await tab.SendAsync($$"""{"type":"csv","text":"{{new string('1', Limits.MessageBytes)}}"}""");
        Assert.Equal(WebSocketCloseStatus.MessageTooBig, await tab.ClosedAsync());
    }

    [Fact]
    public async Task A_frame_is_laid_out_as_the_protocol_says()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        _ = await tab.UseAsync(new { data = "xor", points = 100, declaration = "[Network(inputs: 2)] [Dense(5), Relu] [LayerNorm] [Dense(3), Softmax] [CrossEntropy]" });
        await tab.SendAsync("""{"type":"probe","input":[0.5,-0.5]}""");
        _ = await tab.AskAsync("""{"type":"step","count":20}""", "paused");
        var frame = tab.Frame;
        Assert.Equal((1, 1), (frame[0], frame[1]));
        Assert.Equal(2, Short(2));
        Assert.Equal(20, Int(8));
        Assert.InRange(Single(16), 0.01f, 10);
        var (region, thumb, thumbs, classes, weights, health, probe, losses) = (Short(52), Short(54), Short(56), Short(58), Int(60), Short(64), Short(66), Int(68));
        Assert.Equal((100, 20, 5, 2, 2 * 5 + 5 + 10 + 5 * 3 + 3, 3, 3), (region, thumb, thumbs, classes, weights, health, probe));
        var place = 72 + 2 * region * region + thumbs * thumb * thumb + thumbs * 8;
        Assert.All(frame[72..(72 + region * region)], static label => Assert.InRange(label, 0, 2));
        place += 4 * weights + 32 * health;
        // The confusion counts every test point once.
        Assert.Equal(50, Enumerable.Range(0, classes * classes).Sum(cell => Int(place + 4 * cell)));
        place += 4 * classes * classes;
        Assert.Equal(1, Single(place) + Single(place + 4) + Single(place + 8), 1e-5f);
        place += 4 * probe;
        Assert.Equal(20, Int(place + 12 * (losses - 1)));
        Assert.Equal(frame.Length, place + 12 * losses);

        int Short(int at) => BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan(at));
        int Int(int at) => BinaryPrimitives.ReadInt32LittleEndian(frame.AsSpan(at));
        float Single(int at) => BinaryPrimitives.ReadSingleLittleEndian(frame.AsSpan(at));
    }

    [Fact]
    public async Task Blocks_are_described_with_their_places()
    {
        const string text = "[Network(inputs: 2)]\n[Dense(5), Relu]\n[BeginResidual, Dense(5), Tanh, EndResidual]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]";
        await using var tab = await Tab.OpenAsync(fixture.Server);
        var network = await tab.UseAsync(new { declaration = text });
        var blocks = network.GetProperty("blocks").EnumerateArray().ToList();
        Assert.Equal(["Dense", "Relu", "BeginResidual", "Dense", "Tanh", "EndResidual", "Dense", "Sigmoid"], blocks.Select(static block => block.GetProperty("kind").GetString()));
        Assert.All(blocks, block => Assert.Equal(block.GetProperty("text").GetString(), Part(block)));
        Assert.Equal([0, 15, 15, 15, 45, 45, 45, 51], blocks.Select(static block => block.GetProperty("offset").GetInt32()));
        Assert.Equal("BinaryCrossEntropy", Part(network.GetProperty("loss")));
        Assert.Equal("Network(inputs: 2)", Part(network.GetProperty("network")));
        Assert.Contains("public sealed partial class PlaygroundNet;", network.GetProperty("source").GetString());

        string Part(JsonElement place) => text.Substring(place.GetProperty("start").GetInt32(), place.GetProperty("length").GetInt32());
    }

    [Fact]
    public async Task The_emitted_code_comes_with_the_lines_of_each_block()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        var source = await tab.AskAsync("""{"type":"source"}""", "source");
        var lines = source.GetProperty("text").GetString()!.Split('\n');
        Assert.Contains("partial class PlaygroundNet", source.GetProperty("text").GetString());
        var parts = source.GetProperty("parts").EnumerateArray().ToList();
        foreach (var pass in (string[])["forward", "backward"])
        {
            var blocks = parts.Where(part => part.GetProperty("pass").GetString() == pass).Select(static part => part.GetProperty("block").GetInt32());
            Assert.Equal([0, 1, 2, 3, 4], blocks.Where(static block => block is >= 0 and < 5).Distinct().Order());
        }

        Assert.All(parts, part => Assert.InRange(part.GetProperty("last").GetInt32(), part.GetProperty("first").GetInt32(), lines.Length));
    }

    [Fact]
    public async Task Pasted_points_come_back_scaled_with_their_classes()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        var points = await tab.AskAsync("""{"type":"csv","text":"length;width;kind\n10;0,5;cat\n20;-0,5;dog\n15;0;cat"}""", "points");
        Assert.Equal(["cat", "dog"], points.GetProperty("classes").EnumerateArray().Select(static name => name.GetString()));
        Assert.True(points.GetProperty("scaled").GetBoolean());
        Assert.Equal([[-1, 0.5, 0], [1, -0.5, 1], [0, 0, 0]], points.GetProperty("points").EnumerateArray().Select(Numbers));
        var plain = await tab.AskAsync("""{"type":"csv","text":"0.5\t-0.25\t1\n0.25\t0.75\t0"}""", "points");
        Assert.False(plain.GetProperty("scaled").GetBoolean());
        Assert.Equal([0.5, -0.25, 1], Numbers(plain.GetProperty("points")[0]));
        var valued = await tab.AskAsync("""{"type":"csv","text":"x,y,label,price\n0.5,-0.25,a,10\n0.25,0.75,b,30\n0,0,b,20"}""", "points");
        Assert.Equal([[0.5, -0.25, 0, -1], [0.25, 0.75, 1, 1], [0, 0, 1, 0]], valued.GetProperty("points").EnumerateArray().Select(Numbers));
        Assert.Contains("price was brought to the range", valued.GetProperty("text").GetString());
        Assert.Contains("a head named value", valued.GetProperty("text").GetString());

        static double[] Numbers(JsonElement point) => [.. point.EnumerateArray().Select(static number => number.GetDouble())];
    }

    [Fact]
    public async Task Own_points_of_three_classes_need_three_outputs()
    {
        double[][] own = [.. Enumerable.Range(0, 60).Select(static index => new[] { Math.Round(-0.9 + 0.03 * index, 2), (index * 7 % 20 - 10) / 20.0, index / 20 })];
        await using var tab = await Tab.OpenAsync(fixture.Server);
        await tab.StateAsync(new { data = "own", own });
        Assert.Contains("3 classes", (await tab.NextAsync("problems")).GetProperty("problems")[0].GetProperty("message").GetString());
        _ = await tab.UseAsync(new { data = "own", own, declaration = "[Network(inputs: 2)] [Dense(8), Relu] [Dense(3), Softmax] [CrossEntropy]" });
        _ = await tab.AskAsync("""{"type":"step","count":500}""", "paused");
        Assert.InRange(tab.TestAccuracy, 0.9f, 1);
    }

    [Fact]
    public async Task Digits_are_learned_and_a_drawn_one_is_told()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        await tab.StateAsync(new { data = "digits", testShare = 0.25, batch = 32, declaration = "[Network(inputs: 64)] [Dense(32), Relu, Dropout(0.1)] [Dense(10), Softmax] [CrossEntropy]" });
        var data = await tab.NextAsync("data");
        Assert.Equal((10, 1348, 449), (data.GetProperty("classes").GetInt32(), data.GetProperty("train").GetInt32(), data.GetProperty("test").GetInt32()));
        var picture = data.GetProperty("pictures")[0];
        Assert.Equal(16, picture.EnumerateArray().Max(static pixel => pixel.GetSingle()));
        await tab.SendAsync($$"""{"type":"probe","input":{{picture}}}""");
        _ = await tab.AskAsync("""{"type":"step","count":800}""", "paused");
        Assert.InRange(tab.TestAccuracy, 0.9f, 1);
        // The scores come before the points of the loss curves.
        var place = tab.Frame.Length - 12 * BinaryPrimitives.ReadInt32LittleEndian(tab.Frame.AsSpan(68)) - 4 * 10;
        var scores = Enumerable.Range(0, 10).Select(label => BinaryPrimitives.ReadSingleLittleEndian(tab.Frame.AsSpan(place + 4 * label))).ToList();
        Assert.Equal(data.GetProperty("labels")[0].GetInt32(), scores.IndexOf(scores.Max()));
    }

    [Fact]
    public async Task Health_is_told_in_words()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        _ = await tab.UseAsync(new { declaration = "[Network(inputs: 2)] [Dense(6, Initializer = Initializer.Zeros), Relu] [Dense(1), Sigmoid] [BinaryCrossEntropy]" });
        await tab.SendAsync("""{"type":"step","count":20}""");
        var block = (await tab.NextAsync("health")).GetProperty("blocks")[0];
        Assert.Equal("Dense0", block.GetProperty("view").GetString());
        Assert.Contains("6 of 6 units are dead", block.GetProperty("words").GetString());
    }

    [Fact]
    public async Task Patience_and_curvature_pause_with_a_reason()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        await tab.SendAsync("""{"type":"pace","stepsPerSecond":0}""");
        _ = await tab.UseAsync(new { declaration = Small, patience = 2, rate = 10 });
        Assert.Equal("patience", (await tab.AskAsync("""{"type":"play"}""", "paused")).GetProperty("reason").GetString());
        _ = await tab.UseAsync(new { declaration = Small });
        var minimized = await tab.AskAsync("""{"type":"minimize","iterations":40}""", "paused");
        Assert.Equal("minimized", minimized.GetProperty("reason").GetString());
        await tab.SendAsync("""{"type":"replay"}""");
        Assert.Equal("replay", (await tab.NextAsync("rejected")).GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_pace_is_kept_and_changes_no_bit()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        await tab.SendAsync("""{"type":"pace","stepsPerSecond":200}""");
        var start = System.Diagnostics.Stopwatch.GetTimestamp();
        var paced = await tab.AskAsync("""{"type":"play","until":60}""", "paused");
        // Never faster; how much slower depends on what the machine does besides.
        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalSeconds, 0.25, 60);
        _ = await tab.AskAsync("""{"type":"reset"}""", "paused");
        Assert.Equal(paced.GetProperty("hash").GetString(), (await tab.AskAsync("""{"type":"step","count":60}""", "paused")).GetProperty("hash").GetString());
        Assert.Equal(60, int.Parse(paced.GetProperty("step").ToString(), CultureInfo.InvariantCulture));
    }
}
