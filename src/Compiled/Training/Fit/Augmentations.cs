using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled;

/// <summary>Ready ones for <see cref="FitOptions.Augment"/>; <c>Augmentations.Shift(8, 8, 1) + Augmentations.GaussianNoise(0.05f)</c> applies both.</summary>
/// <remarks>They hold no state, allocate nothing while training, and may serve several runs on several threads. Computed from exact operations alone, so
/// that every machine has the same bits.</remarks>
public static partial class Augmentations
{
    /// <summary>Adds to every input a number from the normal distribution N(0, deviation²), each drawn by itself; targets stay.</summary>
    /// <remarks>x ← x + deviation · <see cref="SeededRandom.NextNormal"/>, rounded once, row after row. NaN and infinities stay what they are. It costs some
    /// 20 ns an input, which for a small network is more than the rest of the step.</remarks>
    /// <param name="deviation">The standard deviation, in the unit of the inputs; finite and not negative.</param>
    /// <returns>What to give to <see cref="FitOptions.Augment"/>.</returns>
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
            inputs[index] = MathF.FusedMultiplyAdd(deviation, random.NextNormal(), inputs[index]);
    }
}
