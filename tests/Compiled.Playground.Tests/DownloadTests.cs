using System.Diagnostics;
using System.Net;

namespace Compiled.Tests;

/// <summary>What can be taken along, and that a console program ends with the same bits.</summary>
public sealed class DownloadTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    /// <summary>The state whose program is tests/Compiled.Playground.Console.</summary>
    private static readonly object State = new
    {
        points = 300,
        noise = 0.1,
        dataSeed = 5,
        testShare = 0.3,
        declaration = "[Network(inputs: 2)] [Dense(8), Tanh, Dropout(0.1)] [Dense(8), Tanh] [Dense(1), Sigmoid] [BinaryCrossEntropy]",
        optimizer = "Sgd",
        rate = 0.1,
        momentum = 0.9,
        nesterov = true,
        weightDecay = 0.001,
        batch = 10,
        l1 = 0.0001,
        clipNorm = 1,
        schedule = "Cosine",
        scheduleSteps = 800,
        seed = 7,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_console_program_trains_the_same_bits()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        _ = await tab.UseAsync(State);
        var paused = await tab.AskAsync("""{"type":"step","count":1000}""", "paused");

        // The program that is offered is the one that was built.
        var program = await GetAsync(tab, "program.cs");
        Assert.Equal(File.ReadAllText(Path.Combine(Repository.Root, "tests/Compiled.Playground.Console/Program.cs")), await program.Content.ReadAsStringAsync(Cancellation));

        var folder = Directory.CreateTempSubdirectory().FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "train.csv"), await (await GetAsync(tab, "train.csv")).Content.ReadAsStringAsync(Cancellation), Cancellation);
            var start = new ProcessStartInfo(Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet",
                [Path.Combine(AppContext.BaseDirectory, "Compiled.Playground.Console.dll")])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
            };
            using var console = Process.Start(start)!;
            var hash = (await console.StandardOutput.ReadToEndAsync(Cancellation)).Trim();
            await console.WaitForExitAsync(Cancellation);
            Assert.Equal(paused.GetProperty("hash").GetString(), hash);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Every_file_reads_back()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        _ = await tab.AskAsync("""{"type":"step","count":100}""", "paused");

        Assert.Contains("[Dense(8), Tanh]\n[Dense(8), Tanh]\n[Dense(1), Sigmoid]\n[BinaryCrossEntropy]\npublic sealed partial class PlaygroundNet;", await TextAsync("network.cs"));
        using var safetensors = await (await GetAsync(tab, "network.safetensors")).Content.ReadAsStreamAsync(Cancellation);
        Assert.Equal(6, Safetensors.ReadHeader(safetensors).Tensors.Count);
        using var onnx = await (await GetAsync(tab, "network.onnx")).Content.ReadAsStreamAsync(Cancellation);
        Assert.Equal(["Dense", "Tanh", "Dense", "Tanh", "Dense", "Sigmoid"], OnnxModel.Read(onnx).Topology.Blocks.Select(static block => block.Kind));
        Assert.Contains("PlaygroundNet", await TextAsync("network.weights"));
        Assert.Contains("A network of the playground", await TextAsync("report.html"));
        Assert.Equal(201, (await TextAsync("test.csv")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);

        async Task<string> TextAsync(string file) => await (await GetAsync(tab, file)).Content.ReadAsStringAsync(Cancellation);
    }

    [Fact]
    public async Task What_is_not_there_is_said()
    {
        await using var tab = await Tab.OpenAsync(fixture.Server);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(tab, "passwords.txt", HttpStatusCode.NotFound)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(tab, "../network.cs", HttpStatusCode.NotFound)).StatusCode);
        using var client = new HttpClient();
        using var other = await client.GetAsync($"{fixture.Server.Address}/session/{new string('0', 32)}/network.cs", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        _ = await tab.UseAsync(new { data = "own", own = new double[][] { [0.5, 0.5, 1] } });
        var empty = await GetAsync(tab, "test.csv", HttpStatusCode.Conflict);
        Assert.Contains("no test data", await empty.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<HttpResponseMessage> GetAsync(Tab tab, string file, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var client = new HttpClient();
        var response = await client.GetAsync($"{fixture.Server.Address}/session/{tab.Session}/{file}", Cancellation);
        Assert.Equal(expected, response.StatusCode);
        return response;
    }
}
