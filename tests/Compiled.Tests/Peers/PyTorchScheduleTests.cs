using System.Text.Json;

namespace Compiled.Tests.Peers;

/// <summary>Every row of Fixtures/schedules.json: the rates that PyTorch had in 60 epochs.</summary>
public sealed class PyTorchScheduleTests
{
    private static readonly Dictionary<string, Schedule> Schedules = new()
    {
        ["Step(size=10,gamma=0.5)"] = Schedule.Step(10, 0.5),
        ["MultiStep(milestones=[15,30,45],gamma=0.1)"] = Schedule.MultiStep([15, 30, 45]),
        ["Exponential(gamma=0.95)"] = Schedule.Exponential(0.95),
        ["Cosine(tMax=60,min=0.001)"] = Schedule.Cosine(60, 0.001),
        ["CosineWarmRestarts(t0=10,mult=2,min=0)"] = Schedule.CosineWarmRestarts(10, 2),
        ["LinearWarmup(start=0.1,epochs=5)"] = Schedule.LinearWarmUp(5, 0.1),
        ["Polynomial(epochs=60,power=2)"] = Schedule.Polynomial(60, 2),
        ["OneCycle(max=0.1,steps=60)"] = Schedule.OneCycle(60, 0.1),
    };

    [Fact]
    public void Every_rate_is_PyTorchs()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Fixture.PathOf("schedules.json")));
        var baseRate = document.RootElement.GetProperty("base_rate").GetDouble();
        var rows = document.RootElement.GetProperty("schedules").EnumerateObject().Where(row => row.Value.ValueKind == JsonValueKind.Array).ToArray();
        Assert.Equal(Schedules.Keys.Order(StringComparer.Ordinal), rows.Select(row => row.Name).Order(StringComparer.Ordinal));
        foreach (var row in rows)
        {
            var expected = row.Value.Deserialize<double[]>()!;
            var actual = new double[expected.Length];
            for (var epoch = 0; epoch < actual.Length; epoch++)
                actual[epoch] = Schedules[row.Name].Rate(epoch, baseRate);
            Close.Values(expected, actual, 1e-12, 1e-15, row.Name);
        }
    }

    [Fact]
    public void A_plateau_lowers_the_rate_in_PyTorchs_epochs()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Fixture.PathOf("schedules.json")));
        var row = document.RootElement.GetProperty("schedules").GetProperty("ReduceOnPlateau(factor=0.5,patience=3)");
        var plateau = new ReduceOnPlateau { Factor = 0.5, Patience = 3 };
        var rates = new List<double>();
        foreach (var metric in row.GetProperty("metrics").Deserialize<double[]>()!)
        {
            rates.Add(plateau.Rate(0, 0.1));
            plateau.Observe(metric);
        }

        Close.Values(row.GetProperty("rates").Deserialize<double[]>()!, rates.ToArray(), 1e-12, 0, "plateau");
    }
}
