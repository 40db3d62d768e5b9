namespace Compiled.Probe;

/// <summary>The other ways to train, a few steps of each: tests look at what the JIT makes of them.</summary>
public static class Ways
{
    private const int Rows = 37;

    /// <summary>A weight for each row.</summary>
    public static void TrainWeighted<T>()
        where T : class, ITrainableNetwork<T>
    {
        var trainer = T.Create(1).CreateTrainer(new Sgd(1e-4f));
        _ = trainer.Step(Filled(Rows * T.InputSize), Filled(Rows * T.OutputSize), Filled(Rows));
    }

    /// <summary>Labels, weighted by row and by class.</summary>
    public static void TrainLabels<T>()
        where T : class, ITrainableNetwork<T>
    {
        var trainer = T.Create(1).CreateTrainer(new Sgd(1e-4f), new TrainerOptions { ClassWeights = Filled(T.OutputSize) });
        _ = trainer.Step(Filled(Rows * T.InputSize), new int[Rows]);
        _ = trainer.Step(Filled(Rows * T.InputSize), new int[Rows], Filled(Rows));
    }

    /// <summary>Every rule, with everything that is done to gradients.</summary>
    public static void Optimize<T>()
        where T : class, ITrainableNetwork<T>
    {
        Step<T, Sgd>(new Sgd(1e-4f));
        Step<T, Sgd>(new Sgd(1e-4f) { Momentum = 0.9f });
        Step<T, Adam>(new Adam(1e-4f) { WeightDecay = 0.1f });
        Step<T, AdamW>(new AdamW(1e-4f));
        Step<T, NAdam>(new NAdam(1e-4f));
        Step<T, RAdam>(new RAdam(1e-4f));
        Step<T, Adamax>(new Adamax(1e-4f));
        Step<T, Adagrad>(new Adagrad(1e-4f));
        Step<T, AdaDelta>(new AdaDelta(1e-4f));
        Step<T, RmsProp>(new RmsProp(1e-4f));
        Step<T, Rprop>(new Rprop(1e-4f));
        _ = T.Create(1).CreateTrainer(new Sgd()).Minimize(
            Dataset.FromMemory(Filled(Rows * T.InputSize), Filled(Rows * T.OutputSize), T.InputSize, T.OutputSize), new Lbfgs { MaxIterations = 3 });
    }

    /// <summary>Every rule after one row and after many, and nothing else done to gradients: where a network has a method for a step of one sample, this calls it.</summary>
    public static void OptimizePlainly<T>()
        where T : class, ITrainableNetwork<T>
    {
        StepPlainly<T, Sgd>(new Sgd(1e-4f));
        StepPlainly<T, Sgd>(new Sgd(1e-4f) { Momentum = 0.9f, WeightDecay = 0.1f });
        StepPlainly<T, Adam>(new Adam(1e-4f));
        StepPlainly<T, Adam>(new Adam(1e-4f) { AmsGrad = true, WeightDecay = 0.1f });
        StepPlainly<T, AdamW>(new AdamW(1e-4f));
        StepPlainly<T, NAdam>(new NAdam(1e-4f));
        StepPlainly<T, NAdam>(new NAdam(1e-4f) { WeightDecay = 0.1f });
        StepPlainly<T, RAdam>(new RAdam(1e-4f));
        StepPlainly<T, RAdam>(new RAdam(1e-4f) { WeightDecay = 0.1f });
        StepPlainly<T, Adamax>(new Adamax(1e-4f));
        StepPlainly<T, Adagrad>(new Adagrad(1e-4f));
        StepPlainly<T, Adagrad>(new Adagrad(1e-4f) { WeightDecay = 0.1f });
        StepPlainly<T, AdaDelta>(new AdaDelta(1e-4f));
        StepPlainly<T, RmsProp>(new RmsProp(1e-4f));
        StepPlainly<T, RmsProp>(new RmsProp(1e-4f) { Momentum = 0.9f, WeightDecay = 0.1f });
        StepPlainly<T, RmsProp>(new RmsProp(1e-4f) { Centered = true });
        StepPlainly<T, RmsProp>(new RmsProp(1e-4f) { Centered = true, Momentum = 0.9f });
        StepPlainly<T, Rprop>(new Rprop(1e-4f));
    }

    private static void StepPlainly<T, TOptimizer>(TOptimizer rule)
        where T : class, ITrainableNetwork<T>
        where TOptimizer : struct, IOptimizer
    {
        var trainer = T.Create(1).CreateTrainer(rule);
        _ = trainer.Step(Filled(T.InputSize), Filled(T.OutputSize));
        _ = trainer.Step(Filled(Rows * T.InputSize), Filled(Rows * T.OutputSize));
    }

    private static void Step<T, TOptimizer>(TOptimizer rule)
        where T : class, ITrainableNetwork<T>
        where TOptimizer : struct, IOptimizer
    {
        var options = new TrainerOptions { ClipNorm = 1, ClipValue = 1, L1 = 1e-4f, L2 = 1e-4f, MaxNorm = 1 };
        _ = T.Create(1).CreateTrainer(rule, options).Step(Filled(Rows * T.InputSize), Filled(Rows * T.OutputSize));
    }

    private static float[] Filled(int count)
    {
        var values = new float[count];
        for (var i = 0; i < count; i++)
            values[i] = (1 + i % 5) / 8f;
        return values;
    }
}
