using Compiled.Tests;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Emission;

/// <summary>
/// Four emitted files, three of typical networks and one with much of what is recent, kept to be read: a change of the emitter shows here as its users will see it. What
/// the code does is tested elsewhere.
/// After a change that is meant: <c>COMPILED_UPDATE_SNAPSHOTS=1 dotnet test -c Release --project tests/Compiled.Generator.Tests -- --filter-class "*SnapshotTests"</c>
/// writes them anew; read the difference before it is committed.
/// </summary>
public sealed class SnapshotTests
{
    private const string UpdateSwitch = "COMPILED_UPDATE_SNAPSHOTS";

    [Theory]
    [InlineData("Regression", """
        [Network(8)]
        [Dense(16), Tanh]
        [Dense(1)]
        [MeanSquaredError]
        public sealed partial class Regression;
        """)]
    [InlineData("Classifier", """
        [Network(64)]
        [Dense(32), Relu]
        [Dropout(0.2)]
        [Dense(10), Softmax]
        [CrossEntropy]
        public sealed partial class Classifier;
        """)]
    [InlineData("Agent", """
        [Network(6)]
        [Dense(40, Name = "hidden"), Tanh]
        [Dense(3, Bias = false, Name = "policy"), Softmax]
        public sealed partial class Agent;
        """)]
    [InlineData("Machine", """
        [Network(5)]
        [Features("load", "speed", "oil", "air", "hours")]
        [Standardize]
        [Dense(48, Name = "sensors", Bias = false), BatchNorm, Relu]
        [BeginResidual]
        [Dense(48, Name = "mixed"), Silu]
        [EndResidual]
        [Head("wear")]
        [Dense(1)]
        [Huber]
        [Head("fault", Weight = 0.5f)]
        [Dense(3, Name = "fault_classes"), Softmax]
        [CrossEntropy(LabelSmoothing = 0.1f)]
        [Differentiable]
        public sealed partial class Machine;
        """)]
    public void The_emitted_file_reads_as_it_did(string name, string declaration)
    {
        var emitted = GeneratorHarness.Run("using Compiled;\n\nnamespace Snapshots;\n\n" + declaration).Source;
        var path = Path.Combine(Repository.Root, "tests/Compiled.Generator.Tests/Snapshots", name + ".cs.txt");
        if (Environment.GetEnvironmentVariable(UpdateSwitch) == "1")
            File.WriteAllText(path, emitted);
        Assert.True(File.Exists(path), $"{path} does not exist: {UpdateSwitch}=1 writes it.");
        var expected = File.ReadAllText(path).ReplaceLineEndings("\n").Split('\n');
        var actual = emitted.Split('\n');
        var line = Enumerable.Range(0, Math.Max(expected.Length, actual.Length))
            .FirstOrDefault(line => line >= expected.Length || line >= actual.Length || expected[line] != actual[line], -1);
        Assert.True(
            line < 0,
            $"{name}.cs.txt, line {line + 1}: was '{expected.ElementAtOrDefault(line)?.Trim()}', is '{actual.ElementAtOrDefault(line)?.Trim()}'. "
            + $"If that is meant, {UpdateSwitch}=1 writes the files anew.");
    }
}
