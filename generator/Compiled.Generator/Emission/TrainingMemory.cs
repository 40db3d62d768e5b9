using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>Where things lie in a trainer's memory: at fixed places for a chunk, at multiples of the batch's rows where all of them are worked on at once.</summary>
internal static class TrainingMemory
{
    /// <summary>A buffer that carries gradients, as a reference.</summary>
    public static string Gradient(this TrainingPlan training, int buffer) => training.IsWholeBatch
        ? OfWholeBatch(training, training.PerRow(training.Activations.Buffers.Count) + buffer * training.GradientStride)
        : Code.Offset("memory", training.GradientOffset(buffer));

    /// <summary>After the statistics of the batch: that many floats for each of the rows that fit.</summary>
    public static string OfWholeBatch(TrainingPlan training, int perRow) => perRow == 0
        ? Code.Offset("memory", training.BatchLength)
        : $"ref Unsafe.Add(ref memory, {Literals.Int(training.BatchLength)} + {Literals.Int(perRow)} * capacity)";
}
