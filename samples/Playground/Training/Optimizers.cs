using Compiled;
using Compiled.Dynamic;
using Playground.Protocol;

namespace Playground.Training;

/// <summary>The optimiser of a state, as a trainer that is compiled for it.</summary>
internal static class Optimizers
{
    /// <summary>Makes the trainer of a network.</summary>
    public static Trainer Train(DynamicNetwork network, SessionState state, TrainerOptions options) => Use(state, new NewTrainer(network, options));

    /// <summary>Calls code that is generic over optimisers with that of a state.</summary>
    public static TResult Use<TResult>(SessionState state, IOptimizerVisitor<TResult> visitor)
    {
        var (rate, momentum, decay) = ((float)state.Rate, (float)state.Momentum, (float)state.WeightDecay);
        return state.Optimizer switch
        {
            "Sgd" => visitor.Visit(new Sgd(rate) { Momentum = momentum, Nesterov = state.Nesterov, WeightDecay = decay }),
            "Adam" => visitor.Visit(new Adam(rate) { WeightDecay = decay }),
            "AdamW" => visitor.Visit(new AdamW(rate) { WeightDecay = decay }),
            "NAdam" => visitor.Visit(new NAdam(rate) { WeightDecay = decay }),
            "RAdam" => visitor.Visit(new RAdam(rate) { WeightDecay = decay }),
            "Adamax" => visitor.Visit(new Adamax(rate) { WeightDecay = decay }),
            "RmsProp" => visitor.Visit(new RmsProp(rate) { Momentum = momentum, WeightDecay = decay }),
            "Adagrad" => visitor.Visit(new Adagrad(rate) { WeightDecay = decay }),
            "AdaDelta" => visitor.Visit(new AdaDelta(rate) { WeightDecay = decay }),
            "Rprop" => visitor.Visit(new Rprop(rate)),
            _ => throw new RejectedException("optimizer", $"optimizer is '{state.Optimizer}', which is not known."),
        };
    }

    /// <summary>What a trainer takes of a state.</summary>
    /// <param name="state">The state.</param>
    /// <param name="batch">Rows of the largest batch.</param>
    /// <param name="forInspection">Whether gradients are kept, and nothing is measured.</param>
    public static TrainerOptions Options(SessionState state, int batch, bool forInspection = false) => new()
    {
        Seed = state.Seed,
        L1 = (float)state.L1,
        L2 = (float)state.L2,
        MaxNorm = OrNull(state.MaxNorm),
        ClipNorm = OrNull(state.ClipNorm),
        ClipValue = OrNull(state.ClipValue),
        MaxBatchSize = Math.Max(2, batch),
        HealthInterval = forInspection ? 0 : 10,
        KeepGradients = forInspection,
    };

    private static float? OrNull(double value) => value == 0 ? null : (float)value;

    private sealed class NewTrainer(DynamicNetwork network, TrainerOptions options) : IOptimizerVisitor<Trainer>
    {
        public Trainer Visit<TOptimizer>(TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer => network.CreateTrainer(optimizer, options);
    }
}

/// <summary>Code over any optimiser.</summary>
internal interface IOptimizerVisitor<out TResult>
{
    /// <summary>Called once.</summary>
    TResult Visit<TOptimizer>(TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer;
}
