using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Numerics;

/// <content>Random numbers, eight columns at a time.</content>
public readonly partial struct Lanes8 : IRandomLanes<Lanes8>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes8 IRandomLanes<Lanes8>.Draw(ulong key, uint column)
    {
        var x = Vector256<uint>.Indices + Vector256.Create((uint)key + column);
        x = (x ^ (x >>> RandomBits.FirstShift)) * Vector256.Create(RandomBits.First);
        x = (x ^ (x >>> RandomBits.SecondShift)) + Vector256.Create((uint)(key >> 32));
        x *= Vector256.Create(RandomBits.Second);
        return ((x ^ (x >>> RandomBits.ThirdShift)) * Vector256.Create(RandomBits.Third)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes8 IRandomLanes<Lanes8>.SelectBelow(Lanes8 bits, uint limit, Lanes8 whenTrue, Lanes8 whenFalse) =>
        Unsafe.BitCast<Vector256<float>, Lanes8>(Vector256.ConditionalSelect(Vector256.LessThan(bits.Value.AsUInt32(), Vector256.Create(limit)).AsSingle(), whenTrue.Value, whenFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes8 IRandomLanes<Lanes8>.Half(Lanes8 bits) =>
        FusedMultiplyAdd(
            Vector256.ConvertToSingle(bits.Value.AsInt32() & Vector256.Create(int.MaxValue)), Create(RandomBits.Unit), Create(RandomBits.Unit / 2));
}
