using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>
/// The forward pass of dense blocks in register tiles, and with the transposed weights the way back: a method for every tile that a plan can choose, compiled
/// once per block. For emitted code. The tiles are written by the templates of the generator.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class DenseForward
{
    /// <summary>Zeros in the last eight floats of every row, which are padding: gradients of weights are summed over whole rows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void ClearEnds<TShape>(ref float output, int rows)
        where TShape : struct, IDenseShape
    {
        for (nuint row = 0; row < (nuint)rows; row++)
        {
            var end = (row + 1) * TShape.OutputStride;
            Vector128<float>.Zero.StoreUnsafe(ref output, end - 8);
            Vector128<float>.Zero.StoreUnsafe(ref output, end - 4);
        }
    }
}
