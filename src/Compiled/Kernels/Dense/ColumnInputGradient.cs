namespace Compiled.Runtime;

/// <summary>The tiles of <see cref="DenseColumns"/>: gradients at inputs at a time for samples side by side, whose weights are broadcast.</summary>
internal static partial class ColumnInputGradient;
