using System.Globalization;
using Compiled.Tests.Networks;

namespace Compiled.Tests.Law;

/// <summary>A wrong span is an exception that names the actual and the expected value, and nothing has changed.</summary>
public sealed class BadInputTests
{
    // 3-5-2: rows of 3 floats in, 2 out, 32 parameters.
    private static readonly NetworkCase Of = DenseNetworks.Get("Peer352TanhMeanSquaredError");

    private static readonly Dictionary<string, (Action<NetworkUnderTest, Trainer> Call, string[] Words)> Table = new()
    {
        ["Predict: no input"] = ((network, _) => network.Predict([], Floats(2)), ["input", "0", "3"]),
        ["Predict: input too short"] = ((network, _) => network.Predict(Floats(2), Floats(2)), ["input", "2", "3"]),
        ["Predict: input too long"] = ((network, _) => network.Predict(Floats(4), Floats(2)), ["input", "4", "3"]),
        ["Predict: no output"] = ((network, _) => network.Predict(Floats(3), []), ["output", "0", "2"]),
        ["Predict: output too short"] = ((network, _) => network.Predict(Floats(3), Floats(1)), ["output", "1", "2"]),
        ["Predict: output too long"] = ((network, _) => network.Predict(Floats(3), Floats(7)), ["output", "7", "2"]),
        ["Predict: output over the input's end"] = ((network, _) => WithShared(5, all => network.Predict(all.AsSpan(0, 3), all.AsSpan(2, 2))), ["input", "output"]),
        ["Predict: output inside the input"] = ((network, _) => WithShared(5, all => network.Predict(all.AsSpan(0, 3), all.AsSpan(0, 2))), ["input", "output"]),
        ["PredictBatch: empty"] = ((network, _) => network.PredictBatch([], []), ["input", "empty", "3"]),
        ["PredictBatch: no whole rows"] = ((network, _) => network.PredictBatch(Floats(7), Floats(4)), ["input", "7", "3"]),
        ["PredictBatch: outputs for fewer rows"] = ((network, _) => network.PredictBatch(Floats(9), Floats(4)), ["output", "4", "6"]),
        ["PredictBatch: outputs for more rows"] = ((network, _) => network.PredictBatch(Floats(9), Floats(8)), ["output", "8", "6"]),
        ["PredictBatch: no outputs"] = ((network, _) => network.PredictBatch(Floats(9), []), ["output", "0", "6"]),
        ["PredictBatch: outputs over the inputs"] = ((network, _) => WithShared(12, all => network.PredictBatch(all.AsSpan(0, 6), all.AsSpan(5, 4))), ["input", "output"]),
        ["Step: empty"] = ((_, trainer) => trainer.Step([], []), ["input", "empty", "3"]),
        ["Step: no whole rows"] = ((_, trainer) => trainer.Step(Floats(8), Floats(4)), ["input", "8", "3"]),
        ["Step: targets for fewer rows"] = ((_, trainer) => trainer.Step(Floats(9), Floats(5)), ["target", "5", "6"]),
        ["Step: targets for more rows"] = ((_, trainer) => trainer.Step(Floats(9), Floats(9)), ["target", "9", "6"]),
        ["Step: no targets"] = ((_, trainer) => trainer.Step(Floats(9), []), ["target", "0", "6"]),
        ["StepFromGradient: empty"] = ((_, trainer) => trainer.StepFromGradient([], []), ["input", "empty", "3"]),
        ["StepFromGradient: no whole rows"] = ((_, trainer) => trainer.StepFromGradient(Floats(4), Floats(2)), ["input", "4", "3"]),
        ["StepFromGradient: gradients for other rows"] = ((_, trainer) => trainer.StepFromGradient(Floats(9), Floats(4)), ["outputGradients", "4", "6"]),
        ["MeanLoss: empty"] = ((_, trainer) => trainer.MeanLoss([], []), ["input", "empty", "3"]),
        ["MeanLoss: targets for other rows"] = ((_, trainer) => trainer.MeanLoss(Floats(9), Floats(4)), ["target", "4", "6"]),
        ["CopyParametersTo: too short"] = ((network, _) => network.CopyParametersTo(Floats(31)), ["31", "32"]),
        ["CopyParametersTo: too long"] = ((network, _) => network.CopyParametersTo(Floats(33)), ["33", "32"]),
        ["CopyParametersFrom: too short"] = ((network, _) => network.CopyParametersFrom(Floats(31)), ["31", "32"]),
        ["CopyParametersFrom: too long"] = ((network, _) => network.CopyParametersFrom(Floats(33)), ["33", "32"]),
        ["CopyParametersFrom: empty"] = ((network, _) => network.CopyParametersFrom([]), ["0", "32"]),
        ["CopyGradientsTo: too short"] = ((_, trainer) => trainer.CopyGradientsTo(Floats(31)), ["31", "32"]),
    };

    public static TheoryData<string> Cases => new(Table.Keys);

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_wrong_span_is_named_with_both_sizes_and_nothing_changes(string name)
    {
        var (call, words) = Table[name];
        var network = Of.CreateRandom(1);
        var trainer = network.CreateTrainer(new Sgd(learningRate: 0.1f) { Momentum = 0.9f }, Keep.Gradients);
        trainer.Step(Floats(9), Floats(6));
        var (parameters, gradients, loss) = (network.GetParameters(Of), trainer.GetGradients(Of), trainer.Loss);

        var exception = Assert.Throws<ArgumentException>(() => call(network, trainer));

        Assert.All(words, word => Assert.Contains(word, exception.Message, StringComparison.OrdinalIgnoreCase));
        Bits.Equal(parameters, network.GetParameters(Of), "parameters");
        Bits.Equal(gradients, trainer.GetGradients(Of), "gradients");
        Assert.Equal(loss, trainer.Loss);
        Assert.Equal(1, trainer.StepCount);
    }

    [Fact]
    public void A_wrong_call_leaves_the_rest_of_the_run_as_if_it_had_not_been()
    {
        var (calm, disturbed) = (Of.CreateRandom(2), Of.CreateRandom(2));
        var calmTrainer = calm.CreateTrainer(new Adam(learningRate: 0.01f), Keep.Gradients);
        var disturbedTrainer = disturbed.CreateTrainer(new Adam(learningRate: 0.01f), Keep.Gradients);
        for (var step = 0; step < 3; step++)
        {
            calmTrainer.Step(Floats(9), Floats(6));
            disturbedTrainer.Step(Floats(9), Floats(6));
            foreach (var (call, _) in Table.Values)
                Assert.Throws<ArgumentException>(() => call(disturbed, disturbedTrainer));
        }

        Bits.Equal(calm.GetParameters(Of), disturbed.GetParameters(Of), "parameters");
    }

    [Fact]
    public void A_default_optimiser_is_refused_with_the_remedy()
    {
        var exception = Assert.Throws<ArgumentException>(() => Of.Create(0).CreateTrainer(default(Adam)));
        Assert.Contains("new Adam(", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(-0.1f)]
    public void A_rate_out_of_range_is_refused_with_its_value(float rate)
    {
        var trainer = Of.Create(0).CreateTrainer(new Sgd(learningRate: 0.5f));
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => trainer.LearningRate = rate);
        Assert.Contains(rate.ToString(CultureInfo.InvariantCulture), exception.Message, StringComparison.Ordinal);
        Assert.Equal(0.5f, trainer.LearningRate);
    }

    private static float[] Floats(int count) => new TestData(count).Uniforms(count);

    private static void WithShared(int count, Action<float[]> call) => call(Floats(count));
}
