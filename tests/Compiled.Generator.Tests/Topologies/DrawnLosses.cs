using Compiled.Generator.Tests.Planning;
using CsCheck;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>The losses of random networks, each with targets that suit it. A new loss is one entry in <see cref="All"/>.</summary>
internal static class DrawnLosses
{
    /// <summary>The user's own loss; its declaration goes before the networks.</summary>
    public const string OwnLoss = """
        public readonly struct LogCosh : ILoss
        {
            public TLanes Value<TLanes>(TLanes output, TLanes target)
                where TLanes : struct, Compiled.Numerics.ILanes<TLanes>
            {
                var distance = TLanes.Abs(output - target);
                return distance + Compiled.Numerics.LaneMath.Softplus(distance * TLanes.Create(-2f)) - TLanes.Create(0.6931472f);
            }

            public TLanes Derivative<TLanes>(TLanes output, TLanes target)
                where TLanes : struct, Compiled.Numerics.ILanes<TLanes> => Compiled.Numerics.LaneMath.Tanh(output - target);
        }

        """;

    /// <summary>Every loss.</summary>
    public static IReadOnlyList<Gen<DrawnLoss>> All { get; } =
    [
        Plain("SumSquaredError", Anything),
        Plain("MeanSquaredError", Anything),
        Plain("MeanAbsoluteError", Anything),
        SpecGen.OneOf(0.25, 0.5, 1).Select(delta => new DrawnLoss($"[Huber({DrawnBlocks.Number(delta)})]", "Huber", delta, Anything)),
        Plain("Hinge", (random, outputs) => Each(outputs, () => 2 * random.Next(2) - 1)),
        Plain("Poisson", (random, outputs) => Each(outputs, () => random.Next(4))),
        SpecGen.OneOf(0.1, 0.5, 0.9).Select(tau => new DrawnLoss($"[Quantile({DrawnBlocks.Number(tau)})]", "Quantile", (float)tau, Anything)),
        Plain("BinaryCrossEntropy", (random, outputs) => Each(outputs, () => random.Next(2))),
        SpecGen.OneOf(0, 0.1).Select(smoothing => new DrawnLoss(
            smoothing == 0 ? "[CrossEntropy]" : $"[CrossEntropy(LabelSmoothing = {DrawnBlocks.Number(smoothing)}f)]", "CrossEntropy", (float)smoothing, OneClass)),
        Plain("KullbackLeibler", Distribution),
        Gen.Const(new DrawnLoss("[Loss(typeof(LogCosh))]", "Loss(LogCosh)", 0, Anything)),
    ];

    /// <summary>Whether targets may have any unit.</summary>
    public static bool TakesAnything(DrawnLoss loss) => loss.Target == Anything;

    private static Gen<DrawnLoss> Plain(string name, Func<Random, int, float[]> target) => Gen.Const(new DrawnLoss($"[{name}]", name, 0, target));

    private static float[] Anything(Random random, int outputs) => Each(outputs, () => 2 * random.NextSingle() - 1);

    private static float[] OneClass(Random random, int outputs)
    {
        var target = new float[outputs];
        target[random.Next(outputs)] = 1;
        return target;
    }

    /// <summary>Some probabilities are 0, whose logarithm nobody may take.</summary>
    private static float[] Distribution(Random random, int outputs)
    {
        var target = Each(outputs, () => random.Next(4) == 0 ? 0 : random.NextSingle());
        target[random.Next(outputs)] += 0.5f;
        var sum = target.Sum();
        return [.. target.Select(value => value / sum)];
    }

    private static float[] Each(int outputs, Func<float> draw)
    {
        var target = new float[outputs];
        for (var i = 0; i < outputs; i++)
            target[i] = draw();
        return target;
    }
}
