using Compiled.SameBits;

namespace Compiled.Aot;

/// <summary>Steps of one row with every rule. A tiny network has a method of its own for them, which hands its gradients to the rule block by block.</summary>
internal static class OneSample
{
    private const int Steps = 20;

    /// <summary>The hash of the parameters after a few steps, for each rule.</summary>
    public static IEnumerable<(string Rule, string Hash)> Hashes<T>()
        where T : class, ITrainableNetwork<T> =>
    [
        ("Sgd", Hash<T, Sgd>(new Sgd(0.01f))),
        ("Momentum", Hash<T, Sgd>(new Sgd(0.01f) { Momentum = 0.9f, WeightDecay = 0.01f })),
        ("Adam", Hash<T, Adam>(new Adam(0.01f))),
        ("AmsGrad", Hash<T, Adam>(new Adam(0.01f) { AmsGrad = true, WeightDecay = 0.01f })),
        ("AdamW", Hash<T, AdamW>(new AdamW(0.01f))),
        ("NAdam", Hash<T, NAdam>(new NAdam(0.01f))),
        ("RAdam", Hash<T, RAdam>(new RAdam(0.01f))),
        ("Adamax", Hash<T, Adamax>(new Adamax(0.01f))),
        ("Adagrad", Hash<T, Adagrad>(new Adagrad(0.01f))),
        ("AdaDelta", Hash<T, AdaDelta>(new AdaDelta())),
        ("RmsProp", Hash<T, RmsProp>(new RmsProp(0.01f))),
        ("CentredRmsProp", Hash<T, RmsProp>(new RmsProp(0.01f) { Centered = true, Momentum = 0.5f })),
        ("Rprop", Hash<T, Rprop>(new Rprop(0.01f))),
    ];

    /// <summary>The same for one rule.</summary>
    public static string Hash<T, TOptimizer>(TOptimizer rule)
        where T : class, ITrainableNetwork<T>
        where TOptimizer : struct, IOptimizer
    {
        var network = T.Create(seed: 1);
        var trainer = network.CreateTrainer(rule);
        var (input, target) = (new float[T.InputSize], new float[T.OutputSize]);
        for (var step = 0; step < Steps; step++)
        {
            for (var i = 0; i < input.Length; i++)
                input[i] = ((step * 7 + i) % 17 - 8) / 8f;
            for (var i = 0; i < target.Length; i++)
                target[i] = ((step * 5 + i) % 9 - 4) / 4f;
            _ = trainer.Step(input, target);
        }

        var parameters = new float[T.ParameterCount];
        network.CopyParametersTo(parameters);
        var hash = new Sha256();
        SameBits.SameBits.Append(hash, parameters);
        return hash.Finish();
    }
}
