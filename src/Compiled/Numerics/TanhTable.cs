using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Compiled.Numerics;

/// <summary>The constants of <see cref="LaneMath.Tanh{TLanes}"/>: eight points with their tanh, and u·coth u as a polynomial for what is left.</summary>
/// <remarks>
/// The points are floats near 0, 1 … 7 whose tanh is nearly a float, so that the table hides no error; point 1, in whose interval the error is largest, was chosen
/// among such floats for a small one. The polynomial, 1 + u²·(C0 + C1·u² + C2·u⁴), is minimax in the relative error for |u| ≤ 0.51 (Lawson's iteration, coefficients
/// rounded to float one after another and the rest fitted again): at most 0.14 · 2⁻²⁴ before the rounding of the evaluation. Beyond, to the right of points 1 and 7,
/// 1 − T² is smaller, and digits of the quotient count less. Over every float the result errs by at most 1.71 ULP.
/// </remarks>
internal static class TanhTable
{
    /// <summary>From here on the formula gives 1 exactly; tanh rounds to 1 from 9.0109129 on.</summary>
    public const float Limit = 9.125f;

    /// <summary>Anything that rounds to 7: what is larger belongs to the last point.</summary>
    public const float LastPoint = 7.25f;

    /// <summary>The coefficient of u² in u·coth u.</summary>
    public const float C0 = 0.333332688f;

    /// <summary>The coefficient of u⁴.</summary>
    public const float C1 = -0.0222070441f;

    /// <summary>The coefficient of u⁶.</summary>
    public const float C2 = 0.00201442442f;

    /// <summary>Floats from one row to the next. The first row holds the points, the second their tanh, both twice: see <see cref="ILanes{TSelf}.Lookup"/>.</summary>
    public const int Columns = 16;

    /// <summary>The first row.</summary>
    public static ref readonly float Origin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref MemoryMarshal.GetReference(Rows);
    }

    // Read-only data of the assembly: its address is a constant to the JIT, so that a row is one memory operand.
    private static ReadOnlySpan<float> Rows =>
    [
        0f, 0.947442889f, 2.00033593f, 3.00359821f, 4.00077772f, 4.99977016f, 5.99797726f, 7.2191534f,
        0f, 0.947442889f, 2.00033593f, 3.00359821f, 4.00077772f, 4.99977016f, 5.99797726f, 7.2191534f,
        0f, 0.738623202f, 0.964051306f, 0.995090127f, 0.999330342f, 0.999909163f, 0.999987662f, 0.999998927f,
        0f, 0.738623202f, 0.964051306f, 0.995090127f, 0.999330342f, 0.999909163f, 0.999987662f, 0.999998927f,
    ];
}
