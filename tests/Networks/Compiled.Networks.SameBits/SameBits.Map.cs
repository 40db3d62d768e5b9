namespace Compiled.SameBits;

/// <content>The map of improvements: activations, losses, rules, and updates with everything switched on.</content>
public static partial class SameBits
{
    private static readonly TrainerOptions Everything = new()
    {
        ClipNorm = 1,
        ClipValue = 0.5f,
        L1 = 1e-4f,
        L2 = 1e-3f,
        MaxNorm = 2,
        WeightDecayExclusions = WeightDecayExclusions.BiasesAndNorms,
    };

    private static Dictionary<string, Func<int, string>> Map => new()
    {
        [nameof(Smooth)] = steps => Hash<Smooth, Sgd>(new Sgd(learningRate: 0.01f), steps),
        [nameof(Pieces)] = steps => Hash<Pieces, Sgd>(new Sgd(learningRate: 0.01f), steps),
        [nameof(Shrunk)] = steps => Hash<Shrunk, Sgd>(new Sgd(learningRate: 0.01f), steps),
        [nameof(Scaled)] = steps => Hash<Scaled, Sgd>(new Sgd(learningRate: 0.01f), steps),
        [nameof(Quantiles)] = steps => Hash<Quantiles, Sgd>(new Sgd(learningRate: 0.01f), steps),
        [nameof(Rates)] = steps => Hash<Rates, Sgd>(new Sgd(learningRate: 0.01f), steps),
        [nameof(Margins)] = steps => Hash<Margins, Sgd>(new Sgd(learningRate: 0.01f), steps),
        [nameof(Smoothed)] = steps => Hash<Smoothed, Sgd>(new Sgd(learningRate: 0.01f), steps),
        [nameof(Divergences)] = steps => Hash<Divergences, Sgd>(new Sgd(learningRate: 0.01f), steps),
        [nameof(Tuned)] = steps => Hash<Tuned, AdamW>(new AdamW(learningRate: 0.01f), steps, Everything),
        [nameof(Adagrad)] = steps => Hash<Sigmoids231, Adagrad>(new Adagrad(learningRate: 0.05f), steps),
        [nameof(RmsProp)] = steps => Hash<Sigmoids231, RmsProp>(new RmsProp(learningRate: 0.01f) { Centered = true, Momentum = 0.5f }, steps),
        [nameof(AdaDelta)] = steps => Hash<Sigmoids231, AdaDelta>(new AdaDelta(), steps),
        [nameof(Adamax)] = steps => Hash<Sigmoids231, Adamax>(new Adamax(), steps),
        [nameof(NAdam)] = steps => Hash<Sigmoids231, NAdam>(new NAdam(), steps),
        [nameof(RAdam)] = steps => Hash<Sigmoids231, RAdam>(new RAdam(), steps),
        [nameof(Rprop)] = steps => Hash<Sigmoids231, Rprop>(new Rprop(), steps),
        ["AmsGrad"] = steps => Hash<Sigmoids231, Adam>(new Adam { AmsGrad = true }, steps),
    };
}
