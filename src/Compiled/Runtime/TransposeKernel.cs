using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Runtime;

/// <summary>Writes the transposed copy of a block's weights, which back-propagation reads: from panels of outputs to panels of inputs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class TransposeKernel
{
    /// <summary>
    /// Transposes 4 by 4 floats at a time. Panels are multiples of 4 wide, so the last groups read and write padding: zeros on both sides.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Transpose(ref float weights, ref float transposed, int inputs, int outputs, int panelWidth, int transposedPanelWidth)
    {
        var rows = (outputs + 3) & ~3;
        for (var output = 0; output < outputs; output += 4)
        {
            ref var panel = ref Unsafe.Add(ref weights, output / panelWidth * (inputs * panelWidth) + output % panelWidth);
            for (var first = 0; first < inputs; first += transposedPanelWidth)
            {
                ref var target = ref Unsafe.Add(ref transposed, first * rows + output * transposedPanelWidth);
                var end = Math.Min(inputs - first, transposedPanelWidth);
                var input = 0;
                for (; input + 4 <= end; input += 4)
                {
                    ref var source = ref Unsafe.Add(ref panel, (first + input) * panelWidth);
                    var (column0, column1, column2, column3) = Transposition.FourByFour(
                        Vector128.LoadUnsafe(ref source), Vector128.LoadUnsafe(ref source, (nuint)panelWidth),
                        Vector128.LoadUnsafe(ref source, (nuint)(2 * panelWidth)), Vector128.LoadUnsafe(ref source, (nuint)(3 * panelWidth)));
                    column0.StoreUnsafe(ref target, (nuint)input);
                    column1.StoreUnsafe(ref target, (nuint)(transposedPanelWidth + input));
                    column2.StoreUnsafe(ref target, (nuint)(2 * transposedPanelWidth + input));
                    column3.StoreUnsafe(ref target, (nuint)(3 * transposedPanelWidth + input));
                }

                for (; input < end; input++)
                for (var lane = 0; lane < 4; lane++)
                    Unsafe.Add(ref target, lane * transposedPanelWidth + input) = Unsafe.Add(ref panel, (first + input) * panelWidth + lane);
            }
        }
    }
}
