namespace Compiled.Runtime;

/// <summary>The tiles of <see cref="DenseColumns"/>: gradients of weights, inputs by outputs, summed over the samples.</summary>
internal static partial class ColumnWeightGradient;
