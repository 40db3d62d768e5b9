using System.Runtime.CompilerServices;
using Compiled.Numerics;
using Compiled.Runtime;

namespace Compiled;

/// <summary>Built-in augmentations for <see cref="FitOptions.Augment"/>; <c>Augmentations.Shift(8, 8, 1) + Augmentations.GaussianNoise(0.05f)</c> applies both.</summary>
/// <remarks>They are stateless, allocate nothing during training, and may be used by several runs on several threads. They use only exact operations, so
/// that every machine has the same bits.</remarks>
public static partial class Augmentations
{
    /// <summary>Adds an independent number from the normal distribution N(0, deviation²) to every input; targets are unchanged.</summary>
    /// <remarks>x ← x + deviation · <see cref="SeededRandom.NextNormal"/>, rounded once, row after row. NaN and infinities are unchanged. It costs about
    /// 20 ns per input, which for a small network is more than the rest of the step.</remarks>
    /// <param name="deviation">The standard deviation, in the unit of the inputs; finite and not negative.</param>
    /// <returns>A value for <see cref="FitOptions.Augment"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is negative or not finite.</exception>
    public static Augmentation GaussianNoise(float deviation)
    {
        OptimizerSetting.NotNegative(nameof(deviation), deviation);
        return (inputs, _, _, random) => AddNoise(inputs, deviation, random);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddNoise(Span<float> inputs, float deviation, SeededRandom random)
    {
        for (var index = 0; index < inputs.Length; index++)
            inputs[index] = Fused.MultiplyAdd(deviation, random.NextNormal(), inputs[index]);
    }
}
