using System.Runtime;
using System.Runtime.CompilerServices;

namespace Compiled.Tests.Law;

/// <summary>After <c>Warm</c> the JIT compiles nothing more for a prediction or a step. These networks are used nowhere else: another test would compile them.</summary>
[Collection(nameof(AllocationCollection))]
public sealed class WarmTests
{
    [Fact]
    public void A_prediction_compiles_nothing_after_Warm()
    {
        WarmedClassifier.Warm();
        var network = new WarmedClassifier();
        var (inputs, outputs, scratch) = (new float[40 * 7], new float[40 * 3], new float[WarmedClassifier.ScratchSize]);
        Assert.Equal(0, MethodsCompiledBy(() => network.Predict(inputs.AsSpan(0, 7), outputs.AsSpan(0, 3))));
        Assert.Equal(0, MethodsCompiledBy(() => network.Predict(inputs.AsSpan(0, 7), outputs.AsSpan(0, 3), scratch)));
        Assert.Equal(0, MethodsCompiledBy(() => network.Classify(inputs.AsSpan(0, 7))));
        Assert.Equal(0, MethodsCompiledBy(() => network.TryClassify(inputs.AsSpan(0, 7), out _)));
        foreach (var rows in (int[])[1, 3, 5, 21, 40])
            Assert.Equal(0, MethodsCompiledBy(() => network.PredictBatch(inputs.AsSpan(0, rows * 7), outputs.AsSpan(0, rows * 3))));
    }

    [Fact]
    public void A_prediction_of_one_output_compiles_nothing_after_Warm()
    {
        WarmedRegression.Warm();
        var network = new WarmedRegression();
        var input = new float[5];
        Assert.Equal(0, MethodsCompiledBy(() => network.Predict(input)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void A_step_compiles_nothing_after_Warm(int rows)
    {
        var options = new TrainerOptions();
        WarmedRegression.Warm(new Adam(), rows, options);
        var trainer = new WarmedRegression().CreateTrainer(new Adam(), options);
        var (inputs, targets) = (new float[rows * 5], new float[rows]);
        for (var step = 0; step < 3; step++)
            Assert.Equal(0, MethodsCompiledBy(() => trainer.Step(inputs, targets)));
    }

    [Fact]
    public void Without_Warm_the_first_prediction_waits_for_the_JIT()
    {
        var network = new ColdRegression();
        var input = new float[5];
        Assert.NotEqual(0, MethodsCompiledBy(() => network.Predict(input)));
    }

    [Fact]
    public void An_empty_batch_is_refused() =>
        Assert.Contains("batchSize is 0", Assert.Throws<ArgumentOutOfRangeException>(static () => WarmedRegression.Warm(new Adam(), 0)).Message, StringComparison.Ordinal);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static long MethodsCompiledBy(Action act)
    {
        // What measures is compiled before; so is the action's own body, but nothing that it calls.
        RuntimeHelpers.PrepareDelegate(act);
        _ = JitInfo.GetCompiledMethodCount(currentThread: true);
        var before = JitInfo.GetCompiledMethodCount(currentThread: true);
        act();
        return JitInfo.GetCompiledMethodCount(currentThread: true) - before;
    }
}

[Network(inputs: 7)]
[Dense(33), Tanh]
[Dense(3), Softmax]
[CrossEntropy]
public sealed partial class WarmedClassifier;

[Network(inputs: 5)]
[Dense(9), Sigmoid]
[Dense(1)]
[MeanSquaredError]
public sealed partial class WarmedRegression;

[Network(inputs: 5)]
[Dense(10), Sigmoid]
[Dense(1)]
[MeanSquaredError]
public sealed partial class ColdRegression;
