using Compiled.Dynamic;

namespace Compiled.Searching;

/// <summary>The optimisers that a search knows by name.</summary>
internal static class TrialOptimizers
{
    private const float SgdRate = 0.05f;
    private const float MomentumRate = 0.01f;
    private const float MomentumFactor = 0.9f;

    public static IReadOnlyList<string> Names { get; } = ["adam", "adamw", "nadam", "radam", "adamax", "sgd", "momentum", "rmsprop", "adagrad", "adadelta"];

    /// <summary>The optimiser where the search does not vary it.</summary>
    public static string Default => Names[0];

    /// <summary>A trainer with the optimiser, rate and penalties of the settings; what they leave open has the optimiser's default.</summary>
    public static Trainer CreateTrainer(DynamicNetwork network, TrialSettings settings, TrainerOptions options)
    {
        var rate = settings.Find(SettingNames.Rate)?.Number is { } given ? (float)given : (float?)null;
        var decay = settings.Find(SettingNames.WeightDecay)?.Number is { } weight ? (float)weight : (float?)null;
        var momentum = settings.Find(SettingNames.Momentum)?.Number is { } factor ? (float)factor : (float?)null;
        return settings.Text(SettingNames.Optimizer, Default) switch
        {
            "adam" => network.CreateTrainer(new Adam(rate ?? new Adam().LearningRate) { WeightDecay = decay ?? 0 }, options),
            "adamw" => network.CreateTrainer(new AdamW(rate ?? new AdamW().LearningRate) { WeightDecay = decay ?? new AdamW().WeightDecay }, options),
            "nadam" => network.CreateTrainer(new NAdam(rate ?? new NAdam().LearningRate) { WeightDecay = decay ?? 0 }, options),
            "radam" => network.CreateTrainer(new RAdam(rate ?? new RAdam().LearningRate) { WeightDecay = decay ?? 0 }, options),
            "adamax" => network.CreateTrainer(new Adamax(rate ?? new Adamax().LearningRate) { WeightDecay = decay ?? 0 }, options),
            "sgd" => network.CreateTrainer(new Sgd(rate ?? SgdRate) { Momentum = momentum ?? 0, WeightDecay = decay ?? 0 }, options),
            "momentum" => network.CreateTrainer(new Sgd(rate ?? MomentumRate) { Momentum = momentum ?? MomentumFactor, WeightDecay = decay ?? 0 }, options),
            "rmsprop" => network.CreateTrainer(new RmsProp(rate ?? new RmsProp().LearningRate) { Momentum = momentum ?? 0, WeightDecay = decay ?? 0 }, options),
            "adagrad" => network.CreateTrainer(new Adagrad(rate ?? new Adagrad().LearningRate) { WeightDecay = decay ?? 0 }, options),
            "adadelta" => network.CreateTrainer(new AdaDelta(rate ?? new AdaDelta().LearningRate) { WeightDecay = decay ?? 0 }, options),
            var name => throw new InvalidOperationException($"'{name}' is not an optimizer: use one of {Wording.List(Names)}."),
        };
    }
}
