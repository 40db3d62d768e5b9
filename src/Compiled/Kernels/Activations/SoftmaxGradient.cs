using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>Back-propagation through a softmax that is not fused with its loss. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SoftmaxGradient
{
    /// <summary>
    /// gradients[r, i] = p[r, i] · (gradients[r, i] − Σ gradients[r, o] p[r, o]) in place: the Jacobian ∂p_o/∂z_i = p_o (δ_oi − p_i), summed in
    /// the order of the outputs. Padding becomes 0.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(ref float probabilities, ref float gradients, int rows, int count, int stride)
    {
        for (var row = 0; row < rows; row++)
        {
            ref var probability = ref Unsafe.Add(ref probabilities, row * stride);
            ref var gradient = ref Unsafe.Add(ref gradients, row * stride);
            var mean = 0f;
            for (var output = 0; output < count; output++)
                mean = Fused.MultiplyAdd(Unsafe.Add(ref gradient, output), Unsafe.Add(ref probability, output), mean);
            for (var output = 0; output < count; output++)
                Unsafe.Add(ref gradient, output) = Unsafe.Add(ref probability, output) * (Unsafe.Add(ref gradient, output) - mean);
            for (var output = count; output < stride; output++)
                Unsafe.Add(ref gradient, output) = 0;
        }
    }
}
