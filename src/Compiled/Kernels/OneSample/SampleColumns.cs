using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>
/// Four columns of a matrix of weights, whose rows are inputs: what a step of one sample multiplies the gradients at the outputs by. Moves only. For emitted code.
/// </summary>
/// <remarks>Quarters of vectors are loaded side by side, so that what is left is four by four within each quarter: no shuffle crosses one.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SampleColumns
{
    /// <summary>Four columns of the first four rows.</summary>
    /// <param name="weights">The first weight of the first column.</param>
    /// <param name="stride">Floats from row to row.</param>
    /// <param name="rows">How many rows there are, at least 1: the last of them is read again for those that are not there.</param>
    /// <param name="column0">The first column.</param>
    /// <param name="column1">The second.</param>
    /// <param name="column2">The third.</param>
    /// <param name="column3">The fourth.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        ref float weights, nuint stride, nuint rows, out Vector128<float> column0, out Vector128<float> column1, out Vector128<float> column2, out Vector128<float> column3) =>
        Transposition.FourByFour(
            Row(ref weights, 0, stride, rows), Row(ref weights, 1, stride, rows), Row(ref weights, 2, stride, rows), Row(ref weights, 3, stride, rows),
            out column0, out column1, out column2, out column3);

    /// <summary>The same of the first eight rows.</summary>
    /// <param name="weights">The first weight of the first column.</param>
    /// <param name="stride">Floats from row to row.</param>
    /// <param name="rows">How many rows there are, at least 1: the last of them is read again for those that are not there.</param>
    /// <param name="column0">The first column.</param>
    /// <param name="column1">The second.</param>
    /// <param name="column2">The third.</param>
    /// <param name="column3">The fourth.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        ref float weights, nuint stride, nuint rows, out Vector256<float> column0, out Vector256<float> column1, out Vector256<float> column2, out Vector256<float> column3) =>
        Transposition.FourByFour(
            TwoRows(ref weights, 0, stride, rows), TwoRows(ref weights, 1, stride, rows), TwoRows(ref weights, 2, stride, rows), TwoRows(ref weights, 3, stride, rows),
            out column0, out column1, out column2, out column3);

    /// <summary>The same of the first sixteen rows.</summary>
    /// <param name="weights">The first weight of the first column.</param>
    /// <param name="stride">Floats from row to row.</param>
    /// <param name="rows">How many rows there are, at least 1: the last of them is read again for those that are not there.</param>
    /// <param name="column0">The first column.</param>
    /// <param name="column1">The second.</param>
    /// <param name="column2">The third.</param>
    /// <param name="column3">The fourth.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Load(
        ref float weights, nuint stride, nuint rows, out Vector512<float> column0, out Vector512<float> column1, out Vector512<float> column2, out Vector512<float> column3) =>
        Transposition.FourByFour(
            FourRows(ref weights, 0, stride, rows), FourRows(ref weights, 1, stride, rows), FourRows(ref weights, 2, stride, rows), FourRows(ref weights, 3, stride, rows),
            out column0, out column1, out column2, out column3);

    /// <summary>Four weights of a row; of the last one for a row that is not there, whose lane the caller drops.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Row(ref float weights, nuint row, nuint stride, nuint rows) =>
        Vector128.LoadUnsafe(ref weights, (row < rows ? row : rows - 1) * stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<float> TwoRows(ref float weights, nuint row, nuint stride, nuint rows) =>
        Row(ref weights, row, stride, rows).ToVector256Unsafe().WithUpper(Row(ref weights, row + 4, stride, rows));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> FourRows(ref float weights, nuint row, nuint stride, nuint rows) =>
        TwoRows(ref weights, row, stride, rows).ToVector512Unsafe().WithUpper(TwoRows(ref weights, row + 8, stride, rows));
}
