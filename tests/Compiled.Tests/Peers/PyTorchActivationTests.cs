using System.Text.Json;
using Compiled.Oracle;

namespace Compiled.Tests.Peers;

/// <summary>The oracle's activations against PyTorch's values and slopes: Fixtures/activations.json, which Fixtures/activations.py wrote.</summary>
public sealed class PyTorchActivationTests
{
    /// <summary>PyTorch takes x − tanh x as the difference, whose digits cancel near 0.</summary>
    private const double Absolute = 1e-16;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Read().GetArrayLength())];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Values_and_slopes_are_PyTorchs(int number)
    {
        var given = Read()[number];
        var oracle = new OracleActivation(given.GetProperty("name").GetString()!, Number(given, "first"), Number(given, "second"));
        var x = given.GetProperty("x").Deserialize<double[]>()!;
        var (y, slopes) = (given.GetProperty("y").Deserialize<double[]>()!, given.GetProperty("slopes").Deserialize<double[]>()!);
        for (var i = 0; i < x.Length; i++)
        {
            Assert.Equal(y[i], oracle.Value(x[i]), (1e-14 * Math.Abs(y[i])) + Absolute);
            Assert.Equal(slopes[i], oracle.Derivative(x[i]), (1e-14 * Math.Abs(slopes[i])) + Absolute);
        }
    }

    private static double? Number(JsonElement given, string name) => given.GetProperty(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : null;

    private static JsonElement Read() => JsonDocument.Parse(File.ReadAllBytes(Fixture.PathOf("activations.json"))).RootElement;
}
