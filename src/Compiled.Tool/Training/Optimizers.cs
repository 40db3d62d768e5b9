using Compiled.Dynamic;

namespace Compiled.Tool.Training;

/// <summary>Optimisers by name.</summary>
internal static class Optimizers
{
    /// <summary>The names, in lower case.</summary>
    public static IReadOnlyList<string> Names { get; } = ["adam", "adamw", "nadam", "radam", "adamax", "sgd", "momentum", "rmsprop", "adagrad"];

    /// <summary>A trainer with the optimiser of a name; its own learning rate where none is given.</summary>
    public static Trainer CreateTrainer(DynamicNetwork network, string name, float? rate, TrainerOptions options) => name switch
    {
        "adam" => network.CreateTrainer(rate is { } value ? new Adam(value) : new Adam(), options),
        "adamw" => network.CreateTrainer(rate is { } value ? new AdamW(value) : new AdamW(), options),
        "nadam" => network.CreateTrainer(rate is { } value ? new NAdam(value) : new NAdam(), options),
        "radam" => network.CreateTrainer(rate is { } value ? new RAdam(value) : new RAdam(), options),
        "adamax" => network.CreateTrainer(rate is { } value ? new Adamax(value) : new Adamax(), options),
        "sgd" => network.CreateTrainer(new Sgd(rate ?? 0.05f), options),
        "momentum" => network.CreateTrainer(new Sgd(rate ?? 0.01f) { Momentum = 0.9f }, options),
        "rmsprop" => network.CreateTrainer(new RmsProp(rate ?? 1e-3f), options),
        "adagrad" => network.CreateTrainer(rate is { } value ? new Adagrad(value) : new Adagrad(), options),
        _ => throw new UsageException($"--optimizer is '{name}', but must be one of {string.Join(", ", Names)}."),
    };
}
