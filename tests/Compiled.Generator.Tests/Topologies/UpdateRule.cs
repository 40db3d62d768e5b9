extern alias runtime;

using Compiled.Oracle;
using runtime::Compiled;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>An optimiser with its settings, and the oracle's of the same. A new one is one entry in <see cref="All"/>.</summary>
internal abstract class UpdateRule(string text)
{
    public static IReadOnlyList<UpdateRule> All { get; } =
    [
        new Of<Sgd>("SGD", new Sgd(0.02f), () => new OracleSgd(0.02f)),
        new Of<Sgd>(
            "SGD with Nesterov's momentum and weight decay",
            new Sgd(0.01f) { Momentum = 0.9f, Nesterov = true, WeightDecay = 0.01f },
            () => new OracleSgd(0.01f, 0.9f, nesterov: true, weightDecay: 0.01f)),
        new Of<Adam>("Adam", new Adam(0.01f), () => new OracleAdam(0.01f)),
    ];

    public abstract IOracleOptimizer ToOracle();

    public abstract Trainer CreateTrainer<T>(T network, TrainerOptions? options = null)
        where T : class, ITrainableNetwork<T>;

    public override string ToString() => text;

    private sealed class Of<TOptimizer>(string text, TOptimizer optimizer, Func<IOracleOptimizer> oracle) : UpdateRule(text)
        where TOptimizer : struct, IOptimizer
    {
        public override IOracleOptimizer ToOracle() => oracle();

        public override Trainer CreateTrainer<T>(T network, TrainerOptions? options) => network.CreateTrainer(optimizer, options);
    }
}
