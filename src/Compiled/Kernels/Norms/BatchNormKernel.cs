using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>
/// Batch normalisation of rows, in columns of 4: sums over the rows run in double, row after row, so that no bit depends on the vector width. Strides are
/// multiples of 4; padding of zeros stays zero.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class BatchNormKernel
{
    /// <summary>
    /// y = γ · (x − μ) / √(σ² + ε) + β with the batch's own mean and variance, which are left behind as three vectors: means, 1 / √(σ² + ε), and the
    /// variances divided by rows − 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ref float x, ref float y, ref float weights, ref float biases, ref float batch, float epsilon, int stride, int rows)
    {
        var (inverses, variances) = (Padded(stride), 2 * Padded(stride));
        for (nuint column = 0; column < (nuint)stride; column += 4)
        {
            ref var inputs = ref Unsafe.Add(ref x, column);
            var sum = Vector256<double>.Zero;
            for (var row = 0; row < rows; row++)
                sum += Wide(ref inputs, row * (nint)stride);
            var mean = sum / Vector256.Create((double)rows);
            var squares = Vector256<double>.Zero;
            for (var row = 0; row < rows; row++)
            {
                var deviation = Wide(ref inputs, row * (nint)stride) - mean;
                squares += deviation * deviation;
            }

            var inverse = Narrow(Vector256.Create(1.0) / Vector256.Sqrt(squares / Vector256.Create((double)rows) + Vector256.Create((double)epsilon)));
            var center = Narrow(mean);
            center.StoreUnsafe(ref batch, column);
            inverse.StoreUnsafe(ref batch, column + inverses);
            Narrow(squares / Vector256.Create(rows - 1.0)).StoreUnsafe(ref batch, column + variances);

            var (weight, bias) = (Load(ref weights, column, 1), Load(ref biases, column, 0));
            ref var outputs = ref Unsafe.Add(ref y, column);
            for (var row = 0; row < rows; row++)
            {
                var normal = (Vector128.LoadUnsafe(ref inputs, (nuint)(row * (nint)stride)) - center) * inverse;
                Fused.MultiplyAdd(normal, weight, bias).StoreUnsafe(ref outputs, (nuint)(row * (nint)stride));
            }
        }
    }

    /// <summary>The same without factors and summands.</summary>
    public static void Forward(ref float x, ref float y, ref float batch, float epsilon, int stride, int rows) =>
        Forward(ref x, ref y, ref Unsafe.NullRef<float>(), ref Unsafe.NullRef<float>(), ref batch, epsilon, stride, rows);

    /// <summary>
    /// With n rows, d the gradient at the outputs and x̂ = (x − μ) / √(σ² + ε): ∂γ = Σ d·x̂, ∂β = Σ d, and in place of d
    /// ∂x = γ / √(σ² + ε) · (d − ∂β / n − x̂ · ∂γ / n).
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        ref float x, ref float gradient, ref float weights, ref float batch, ref float weightGradients, ref float biasGradients, int stride, int rows)
    {
        for (nuint column = 0; column < (nuint)stride; column += 4)
        {
            ref var inputs = ref Unsafe.Add(ref x, column);
            ref var gradients = ref Unsafe.Add(ref gradient, column);
            var (mean, inverse) = (Vector128.LoadUnsafe(ref batch, column), Vector128.LoadUnsafe(ref batch, column + Padded(stride)));
            var (sum, product) = (Vector256<double>.Zero, Vector256<double>.Zero);
            for (var row = 0; row < rows; row++)
            {
                var normal = (Vector128.LoadUnsafe(ref inputs, (nuint)(row * (nint)stride)) - mean) * inverse;
                var upstream = Wide(ref gradients, row * (nint)stride);
                sum += upstream;
                product += upstream * Wide(normal);
            }

            if (!Unsafe.IsNullRef(ref weightGradients))
            {
                Narrow(product).StoreUnsafe(ref weightGradients, column);
                Narrow(sum).StoreUnsafe(ref biasGradients, column);
            }

            var factor = Load(ref weights, column, 1) * inverse;
            var (meanOfSum, meanOfProduct) = (Narrow(sum / Vector256.Create((double)rows)), Narrow(product / Vector256.Create((double)rows)));
            for (var row = 0; row < rows; row++)
            {
                var normal = (Vector128.LoadUnsafe(ref inputs, (nuint)(row * (nint)stride)) - mean) * inverse;
                var upstream = Vector128.LoadUnsafe(ref gradients, (nuint)(row * (nint)stride)) - meanOfSum;
                (factor * Fused.MultiplyAdd(-normal, meanOfProduct, upstream)).StoreUnsafe(ref gradients, (nuint)(row * (nint)stride));
            }
        }
    }

    /// <summary>The same without factors and summands.</summary>
    public static void Backward(ref float x, ref float gradient, ref float batch, int stride, int rows) =>
        Backward(ref x, ref gradient, ref Unsafe.NullRef<float>(), ref batch, ref Unsafe.NullRef<float>(), ref Unsafe.NullRef<float>(), stride, rows);

    /// <summary>y = γ · (x − μ) / √(σ² + ε) + β with given means and variances.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Evaluate(
        ref float x, ref float y, ref float means, ref float variances, ref float weights, ref float biases, float epsilon, RowShape rows)
    {
        for (nuint column = 0; column < (nuint)rows.Stride; column += 4)
        {
            var variance = Wide(ref variances, (nint)column);
            var scale = Narrow(Wide(Load(ref weights, column, 1)) / Vector256.Sqrt(variance + Vector256.Create((double)epsilon)));
            Column(ref x, ref y, Vector128.LoadUnsafe(ref means, column), scale, Load(ref biases, column, 0), column, rows.Stride, rows.Count);
        }
    }

    /// <summary>The same without factors and summands.</summary>
    public static void Evaluate(ref float x, ref float y, ref float means, ref float variances, float epsilon, RowShape rows) =>
        Evaluate(ref x, ref y, ref means, ref variances, ref Unsafe.NullRef<float>(), ref Unsafe.NullRef<float>(), epsilon, rows);

    /// <summary>y = (x − μ) · s + β: a prediction where no dense block takes the norm over.</summary>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Predict(ref float x, ref float y, ref float means, ref float scales, ref float biases, int stride, int rows)
    {
        for (nuint column = 0; column < (nuint)stride; column += 4)
        {
            Column(
                ref x, ref y, Vector128.LoadUnsafe(ref means, column), Vector128.LoadUnsafe(ref scales, column), Load(ref biases, column, 0), column,
                stride, rows);
        }
    }

    /// <summary>The same without summands.</summary>
    public static void Predict(ref float x, ref float y, ref float means, ref float scales, int stride, int rows) =>
        Predict(ref x, ref y, ref means, ref scales, ref Unsafe.NullRef<float>(), stride, rows);

    /// <summary>running ← (1 − momentum) · running + momentum · batch, for the means and the variances that <c>Forward</c> left behind.</summary>
    internal static void Update(Span<float> runningMeans, Span<float> runningVariances, ReadOnlySpan<float> batch, float momentum, int stride)
    {
        var variances = batch[(2 * (int)Padded(stride))..];
        for (var index = 0; index < runningMeans.Length; index++)
        {
            runningMeans[index] = (float)((1.0 - momentum) * runningMeans[index] + (double)momentum * batch[index]);
            runningVariances[index] = (float)((1.0 - momentum) * runningVariances[index] + (double)momentum * variances[index]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Column(
        ref float x, ref float y, Vector128<float> mean, Vector128<float> scale, Vector128<float> bias, nuint column, int stride, int rows)
    {
        for (var row = 0; row < rows; row++)
        {
            var place = column + (nuint)(row * (nint)stride);
            Fused.MultiplyAdd(Vector128.LoadUnsafe(ref x, place) - mean, scale, bias).StoreUnsafe(ref y, place);
        }
    }

    /// <summary>Of a norm without factors and summands, the numbers that change nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Load(ref float parameters, nuint column, float otherwise) =>
        Unsafe.IsNullRef(ref parameters) ? Vector128.Create(otherwise) : Vector128.LoadUnsafe(ref parameters, column);

    private static nuint Padded(int stride) => (nuint)((stride + 15) & -16);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Wide(ref float values, nint place) => Wide(Vector128.LoadUnsafe(ref values, (nuint)place));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Wide(Vector128<float> values)
    {
        var (low, high) = Vector128.Widen(values);
        return Vector256.Create(low, high);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Narrow(Vector256<double> values) => Vector128.Narrow(values.GetLower(), values.GetUpper());
}
