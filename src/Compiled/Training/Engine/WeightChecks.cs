using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>Checks of weights and labels. What is wrong is found before anything changes.</summary>
internal static class WeightChecks
{
    /// <summary>The class weights padded with zeros to whole vectors of 16; an empty array when there are none.</summary>
    public static float[] ClassWeights(Topology topology, IReadOnlyList<float>? weights)
    {
        const string Name = "TrainerOptions.ClassWeights";
        if (weights is null)
            return [];
        if (topology.Heads.Count > 0)
            throw Error($"{Name} weighs the classes of one [CrossEntropy], but network {topology.Name} has {topology.Heads.Count} heads: leave it null, and use sample weights or head weights.", "options");
        if (!LossTraits.Of(topology.Loss).TakesLabels)
            throw Error($"{Name} weighs the classes of [CrossEntropy], but network {topology.Name} trains with {topology.Loss}: leave it null, and use sample weights.", "options");
        if (weights.Count != topology.OutputSize)
            throw Error($"{Name} has {Wording.Count(weights.Count, "weight")}, but network {topology.Name} has {Wording.Count(topology.OutputSize, "class")}: give one weight per class, in order.", "options");
        var padded = new float[(weights.Count + 15) & -16];
        var total = 0.0;
        for (var index = 0; index < weights.Count; index++)
        {
            if (!IsWeight(weights[index]))
                throw Error($"{Name} has {weights[index]} for class {index}, but a weight must be a finite number of at least 0.", "options");
            padded[index] = weights[index];
            total += weights[index];
        }

        if (total > 0)
            WeightBounds.BoundAll(padded);
        return total > 0 ? padded : throw Error($"{Name} is 0 for every class, so nothing would be learned: give at least one class a positive weight.", "options");
    }

    /// <summary>One weight a row, finite and not negative.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void SampleWeights(ReadOnlySpan<float> sampleWeights, int rows)
    {
        if (sampleWeights.Length != rows)
            ThrowCount(sampleWeights.Length, rows, nameof(sampleWeights), "weight");
        for (var row = 0; row < sampleWeights.Length; row++)
        {
            if (!IsWeight(sampleWeights[row]))
                ThrowWeight(sampleWeights[row], row);
        }
    }

    /// <summary>One label per row, each a class of the network, whose loss must take labels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Labels(Topology topology, bool takesLabels, ReadOnlySpan<int> labels, int rows)
    {
        if (!takesLabels)
            ThrowNoClasses(topology);
        if (labels.Length != rows)
            ThrowCount(labels.Length, rows, nameof(labels), "label");
        for (var row = 0; row < labels.Length; row++)
        {
            if ((uint)labels[row] >= (uint)topology.OutputSize)
                ThrowLabel(labels[row], row, topology);
        }
    }

    /// <summary>Written so that NaN is none.</summary>
    private static bool IsWeight(float weight) => weight is >= 0 and < float.PositiveInfinity;

    private static void ThrowCount(int actual, int rows, string name, string what) => throw Error(
        $"'{name}' has {Wording.Count(actual, what)}, but 'inputs' {(rows == 1 ? "is one row" : "has " + Wording.Count(rows, "row"))}: pass one {what} per row.", name);

    private static void ThrowWeight(float weight, int row) => throw Error(
        $"'sampleWeights' has {weight} for row {row}, but a weight must be a finite number of at least 0: use 0 to ignore the row.", "sampleWeights");

    private static void ThrowLabel(int label, int row, Topology topology) => throw Error(
        $"'labels' has {label} for row {row}, but the classes of network {topology.Name} are 0 to {topology.OutputSize - 1}.", "labels");

    private static void ThrowNoClasses(Topology topology) => throw new InvalidOperationException(topology.Heads.Count > 0
        ? $"Network {topology.Name} has {topology.Heads.Count} heads, which take targets and not labels: pass {Wording.Count(topology.OutputSize, "float")} per row, with one-hot classes."
        : $"Network {topology.Name} trains with {topology.Loss}, which takes targets and not labels: pass {Wording.Count(topology.OutputSize, "float")} per row, or end the network in [Softmax] with [CrossEntropy].");

    private static ArgumentException Error(FormattableString message, string name) => new(message.ToString(CultureInfo.InvariantCulture), name);
}
