using System.Text.Json;
using Compiled.Tool.Measuring;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Commands;

/// <summary>compiled bench.</summary>
[Trait("Speed", "slow")]
public sealed class BenchTests
{
    [Fact]
    public void Figures_are_medians_of_predictions_batches_and_a_step()
    {
        using var folder = new TemporaryFolder();
        var path = Models.Save(Models.Create(Models.Classic), folder["net.safetensors"]);
        using var report = JsonDocument.Parse(ToolRun.Done("bench", path, "--json", "--rounds", "3", "--milliseconds", "1"));
        Assert.Equal("SomeNet", report.RootElement.GetProperty("network").GetString());
        Assert.Equal(Machine.VectorBits, report.RootElement.GetProperty("vectorBits").GetInt32());
        var measurements = report.RootElement.GetProperty("measurements").EnumerateArray().ToList();
        Assert.Equal(
            ["prediction, each waits for the last 1", "prediction, independent 1", "batch 1", "batch 8", "batch 64", "batch 512", "training step (Adam) 32"],
            measurements.Select(static measurement => $"{measurement.GetProperty("name").GetString()} {measurement.GetProperty("rows").GetInt32()}"));
        foreach (var measurement in measurements)
            Assert.InRange(measurement.GetProperty("nanosecondsPerCall").GetDouble(), 1, 1e8);
    }

    [Fact]
    public void Networks_without_a_loss_and_those_with_heads_are_measured_too()
    {
        using var folder = new TemporaryFolder();
        var plain = ToolRun.Done("bench", Models.Save(Models.Create("[Network(inputs: 2)] [Dense(2)]"), folder["plain.weights"]), "--rounds", "1", "--milliseconds", "1");
        Assert.Contains("-bit vectors, ", plain, StringComparison.Ordinal);
        Assert.DoesNotContain("training step", plain, StringComparison.Ordinal);
        var heads = ToolRun.Done("bench", Models.Save(Models.Create(Models.Everything), folder["heads.weights"]), "--rounds", "1", "--milliseconds", "1");
        Assert.Contains("training step (Adam)", heads, StringComparison.Ordinal);
    }
}
