using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Compiled.Numerics;

/// <content>
/// The hyperbolic tangent on vectors of 512 bits themselves, operation for operation what it is over lanes. A first call waits for the JIT, which takes three to five
/// times as long for an operation that it has to inline. With vectors of 256 bits the same text gave code that was 4 % slower.
/// </content>
public static partial class LaneMath
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TLanes TanhOfSixteen<TLanes>(TLanes lanes)
        where TLanes : struct
    {
        var x = Unsafe.BitCast<TLanes, Vector512<float>>(lanes);
        ref readonly var table = ref TanhTable.Origin;
        var one = Vector512.Create(1f);
        var size = Vector512.Abs(x);
        var nearest = (Avx512F.Min(Vector512.Create(TanhTable.LastPoint), size) + Vector512.Create(FloatBits.IntegerMagic)).AsInt32();
        var u = Avx512F.Min(Vector512.Create(TanhTable.Limit), size) - Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(in table), nearest);
        var tanhOfPoint = Avx512F.PermuteVar16x32(Vector512.LoadUnsafe(in table, TanhTable.Columns), nearest);

        var square = u * u;
        var even = Vector512.FusedMultiplyAdd(square, Vector512.Create(TanhTable.C2), Vector512.Create(TanhTable.C1));
        even = Vector512.FusedMultiplyAdd(even, square, Vector512.Create(TanhTable.C0));
        var denominator = Vector512.FusedMultiplyAdd(square, even, Vector512.FusedMultiplyAdd(tanhOfPoint, u, one));
        var slope = Avx512F.FusedMultiplyAddNegated(tanhOfPoint, tanhOfPoint, one);
        return Unsafe.BitCast<Vector512<float>, TLanes>(Vector512.FusedMultiplyAdd(u / denominator, slope, tanhOfPoint) | (x & Vector512.Create(-0f)));
    }
}
