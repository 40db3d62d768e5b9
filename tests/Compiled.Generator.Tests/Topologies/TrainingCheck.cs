extern alias runtime;

using Compiled.Oracle;
using runtime::Compiled;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>Three steps of a random network: loss, gradients and update of each against the oracle, and again to the same bits.</summary>
internal static class TrainingCheck
{
    public static void Run<T>(DrawnNetwork drawn)
        where T : class, ITrainableNetwork<T>
    {
        var data = new TopologyData(drawn);
        var network = T.Create(0);
        network.CopyParametersFrom(data.Parameters());
        Statistics.Draw(network, T.InputSize, data);
        var twin = network.Clone();
        // The twin keeps no gradients: it may update as soon as it knows them.
        var (trainer, twinTrainer) = (drawn.Rule.CreateTrainer(network, new TrainerOptions { KeepGradients = true }), drawn.Rule.CreateTrainer(twin));
        var update = new UpdateCheck(drawn.Rule.ToOracle(), T.ParameterCount);
        var oracle = drawn.ToOracle();
        // The second step sees what the first one derived from its parameters, such as transposed copies.
        for (var step = 0; step < drawn.Batches.Count; step++)
        {
            var what = $"step {step + 1}, {drawn.Batches[step]} rows";
            var before = PredictionCheck.Parameters(network);
            oracle.SetParameters(TopologyData.Doubles(before));
            Statistics.CopyTo(oracle, network);
            var condition = new Condition(oracle, drawn.Seed + step);
            var inputs = data.Inputs(drawn.Batches[step]);
            if (step < 2)
            {
                var targets = data.Targets(drawn.Batches[step]);
                var (rows, wanted) = (TopologyData.Rows(inputs, T.InputSize), TopologyData.Rows(targets, T.OutputSize));
                var (expected, loss, parameters) = condition.Gradients(rows, wanted);
                // Only a step normalises over its batch.
                var (mean, ofMean) = drawn.HasBatchNorm ? condition.MeanLoss(rows, wanted) : (expected.Loss, loss);
                Differ.Within([mean], [trainer.MeanLoss(inputs, targets)], [ofMean], $"MeanLoss before {what}");
                Differ.Within([expected.Loss], [trainer.Step(inputs, targets)], [loss], $"the loss that Step returns, {what}");
                Differ.Within(expected.Parameters, Gradients<T>(trainer), parameters, $"gradient, {what}");
                _ = twinTrainer.Step(inputs, targets);
                Differ.SameBits([trainer.Loss], [twinTrainer.Loss], $"the loss of the same {what}");
            }
            else
            {
                var upstream = data.Uniforms(drawn.Batches[step] * T.OutputSize);
                var (expected, _, parameters) = condition.GradientsFrom(
                    TopologyData.Rows(inputs, T.InputSize), TopologyData.Rows(upstream, T.OutputSize));
                trainer.StepFromGradient(inputs, upstream);
                Differ.Within(expected.Parameters, Gradients<T>(trainer), parameters, $"gradient from the caller's own, {what}");
                twinTrainer.StepFromGradient(inputs, upstream);
            }

            update.Step(before, Gradients<T>(trainer), PredictionCheck.Parameters(network), $"{drawn.Rule}, {what}");
            Differ.SameBits(PredictionCheck.Parameters(network), PredictionCheck.Parameters(twin), $"parameters after the same {what}");
            Differ.SameBits(Statistics.Of(network), Statistics.Of(twin), $"statistics after the same {what}");
        }

        NaNChangesNothing(drawn, network, trainer, data);
    }

    /// <summary>A step that sees a NaN says so, and leaves every parameter.</summary>
    private static void NaNChangesNothing<T>(DrawnNetwork drawn, T network, Trainer trainer, TopologyData data)
        where T : class, ITrainableNetwork<T>
    {
        var (before, statistics) = (PredictionCheck.Parameters(network), Statistics.Of(network));
        var (inputs, targets) = (data.Inputs(drawn.Batches[0]), data.Targets(drawn.Batches[0]));
        inputs[data.Index(inputs.Length)] = float.NaN;
        var loss = trainer.MeanLoss(inputs, targets);
        Assert.False(float.IsFinite(loss), $"MeanLoss is {loss} where an input is NaN.");
        Assert.Throws<NonFiniteTrainingException>(() => _ = trainer.Step(inputs, targets));
        Differ.SameBits(before, PredictionCheck.Parameters(network), "parameters after a step with a NaN");
        Differ.SameBits(statistics, Statistics.Of(network), "statistics after a step with a NaN");
    }

    private static float[] Gradients<T>(Trainer trainer)
        where T : class, ITrainableNetwork<T>
    {
        var gradients = new float[T.ParameterCount];
        trainer.CopyGradientsTo(gradients);
        return gradients;
    }

    /// <summary>The rule alone: it is given the gradients that the trainer found.</summary>
    private sealed class UpdateCheck(IOracleOptimizer oracle, int count)
    {
        private readonly double[] _largest = new double[count];

        public void Step(float[] before, float[] gradients, float[] after, string what)
        {
            var expected = TopologyData.Doubles(before);
            oracle.Update(expected, TopologyData.Doubles(gradients));
            var allowed = new double[count];
            for (var i = 0; i < count; i++)
            {
                // A few roundings of the change, and the parameter's own one. Momentum and gradient may cancel, so a change is measured against
                // the largest that the parameter has seen.
                _largest[i] = Math.Max(_largest[i], Math.Abs(expected[i] - before[i]));
                allowed[i] = 50 * Rounding.Unit * _largest[i] + 1.5 * Rounding.Unit * Math.Abs(expected[i]) + 1e-10;
            }

            Differ.Within(expected, after, allowed, $"parameters, {what}");
        }
    }
}
