using System.Globalization;
using System.Text;
using Compiled;
using Playground.Protocol;
using Playground.Training;

namespace Playground.Downloads;

/// <summary>A console program that trains the same network in plain C#, and prints the hash of its parameters.</summary>
internal static class ProgramText
{
    /// <summary>The program; it reads train.csv from its folder.</summary>
    public static string Of(TrainingRun run, DeclaredNetwork network)
    {
        var state = run.State;
        var topology = run.Network.Topology;
        var schedule = ScheduleOf(state);
        var augmentation = AugmentationOf(run);
        var code = new StringBuilder($$"""
            // The training of the playground as a program: the same steps, and so the same parameters, bit for bit. It reads train.csv.
            using System.Runtime.InteropServices;
            using System.Security.Cryptography;
            using Compiled;{{(augmentation is null ? "" : "\nusing Compiled.Numerics;")}}

            const int Steps = {{Number(run.Steps)}};
            var train = Dataset.FromCsv("train.csv", targets: [{{string.Join(", ", Download.Targets(run.Train.TargetSize).Select(static name => $"\"{name}\""))}}], new CsvOptions { Target = TargetKind.Numeric });
            var network = new {{topology.Name}}(seed: {{Number(state.Seed)}});

            """);
        if (topology.Blocks.Any(static block => (block.Traits & (BlockTraits.ScalesInputs | BlockTraits.ScalesTargets)) != 0))
            _ = code.Append("network.FitStandardization(train);\n");
        var batch = state.Batch == 0 ? run.Train.Count : Math.Min(state.Batch, run.Train.Count);
        _ = code.Append(CultureInfo.InvariantCulture, $"var trainer = network.CreateTrainer({OptimizerOf(state)}, {OptionsOf(state, batch)});\n");
        _ = code.Append(CultureInfo.InvariantCulture, $"var batches = new BatchReader(train, batchSize: {batch}, seed: {state.Seed});\n");
        if (schedule is not null)
            _ = code.Append("var schedule = ").Append(schedule).Append(";\n");
        if (augmentation is not null)
            _ = code.Append(CultureInfo.InvariantCulture, $"var augmentation = {augmentation};\nvar random = new SeededRandom({state.Seed}, stream: 1);\n");
        _ = code.Append("""

            var steps = 0;
            for (var epoch = 0; steps < Steps; epoch++)
            {
                batches.Begin(epoch);
                while (steps < Steps && batches.Next(out var inputs, out var targets))
                {

            """);
        if (topology.Blocks.Any(static block => (block.Traits & BlockTraits.BatchStatistics) != 0))
            _ = code.Append("        if (inputs.Length == train.InputSize)\n            continue;                       // one row has no statistics\n");
        if (schedule is not null)
            _ = code.Append(CultureInfo.InvariantCulture, $"        trainer.LearningRate = (float)schedule.Rate({(state.Schedule == "Exponential" ? $"steps / {Schedules.Group(state)}" : "steps")}, {Double(state.Rate)});\n");
        _ = augmentation is null
            ? code.Append("        trainer.Step(inputs, targets);\n")
            : code.Append("""
                        var (changed, wanted) = (inputs.ToArray(), targets.ToArray());
                        augmentation(changed, wanted, inputs.Length / train.InputSize, random);
                        trainer.Step(changed, wanted);

                """);
        return code.Append($$"""
                    steps++;
                }
            }

            var parameters = new float[{{topology.Name}}.ParameterCount];
            network.CopyParametersTo(parameters);
            Console.WriteLine(Convert.ToHexStringLower(SHA256.HashData(MemoryMarshal.AsBytes(parameters.AsSpan()))));

            {{network.Declaration.Text}}
            public sealed partial class {{topology.Name}};

            """).ToString();
    }

    private static string OptimizerOf(SessionState state)
    {
        List<string> settings = [];
        if (state.Momentum > 0 && Catalogue.Optimizers.First(entry => entry.Id == state.Optimizer).Momentum)
            settings.Add($"Momentum = {Single(state.Momentum)}");
        if (state.Nesterov && state.Optimizer == "Sgd")
            settings.Add("Nesterov = true");
        // AdamW has a decay of its own, which 0 turns off.
        if ((state.WeightDecay > 0 || state.Optimizer == "AdamW") && Catalogue.Optimizers.First(entry => entry.Id == state.Optimizer).WeightDecay)
            settings.Add($"WeightDecay = {Single(state.WeightDecay)}");
        return $"new {state.Optimizer}({Single(state.Rate)})" + (settings.Count == 0 ? "" : $" {{ {string.Join(", ", settings)} }}");
    }

    private static string OptionsOf(SessionState state, int batch)
    {
        List<string> settings = [$"Seed = {Number(state.Seed)}"];
        foreach (var (name, value) in new[] { ("L1", state.L1), ("L2", state.L2), ("MaxNorm", state.MaxNorm), ("ClipNorm", state.ClipNorm), ("ClipValue", state.ClipValue) })
        {
            if (value > 0)
                settings.Add($"{name} = {Single(value)}");
        }

        if (batch > new TrainerOptions().MaxBatchSize)
            settings.Add($"MaxBatchSize = {Number(batch)}");
        return $"new TrainerOptions {{ {string.Join(", ", settings)} }}";
    }

    private static string? ScheduleOf(SessionState state)
    {
        long steps = state.ScheduleSteps;
        return state.Schedule switch
        {
            "Constant" => null,
            "Step" => $"Schedule.Step({Number(Math.Max(1, steps / 3))}, 0.1)",
            "Exponential" => "Schedule.Exponential(0.955)",
            "Polynomial" => $"Schedule.Polynomial({Number(steps)}, 2)",
            "Cosine" => $"Schedule.Cosine({Number(steps)})",
            "CosineWarmRestarts" => $"Schedule.CosineWarmRestarts({Number(Math.Max(1, steps / 4))})",
            "OneCycle" => $"Schedule.OneCycle({Number(steps)}, {Double(10 * state.Rate)})",
            _ => $"Schedule.LinearWarmUp({Number(Math.Max(1, steps / 10))}).Then({Number(Math.Max(1, steps / 10))}, Schedule.Cosine({Number(Math.Max(1, steps - steps / 10))}))",
        };
    }

    private static string? AugmentationOf(TrainingRun run) => run.State.Augment == 0 ? null
        : run.Samples.InputSize == 2 ? $"Augmentations.GaussianNoise({Single(run.State.Augment)})"
        : Math.Round(run.State.Augment) > 0 ? $"Augmentations.Shift(8, 8, {Number((int)Math.Round(run.State.Augment))})" : null;

    private static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);

    private static string Double(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Single(double value) => ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f";
}
