using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Numerics;

/// <content>Random numbers, sixteen columns at a time.</content>
public readonly partial struct Lanes16 : IRandomLanes<Lanes16>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes16 IRandomLanes<Lanes16>.Draw(ulong key, uint column)
    {
        var x = Vector512<uint>.Indices + Vector512.Create((uint)key + column);
        x = (x ^ (x >>> RandomBits.FirstShift)) * Vector512.Create(RandomBits.First);
        x = (x ^ (x >>> RandomBits.SecondShift)) + Vector512.Create((uint)(key >> 32));
        x *= Vector512.Create(RandomBits.Second);
        return ((x ^ (x >>> RandomBits.ThirdShift)) * Vector512.Create(RandomBits.Third)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes16 IRandomLanes<Lanes16>.SelectBelow(Lanes16 bits, uint limit, Lanes16 whenTrue, Lanes16 whenFalse) =>
        Unsafe.BitCast<Vector512<float>, Lanes16>(Vector512.ConditionalSelect(Vector512.LessThan(bits.Value.AsUInt32(), Vector512.Create(limit)).AsSingle(), whenTrue.Value, whenFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes16 IRandomLanes<Lanes16>.Half(Lanes16 bits) =>
        FusedMultiplyAdd(
            Vector512.ConvertToSingle(bits.Value.AsInt32() & Vector512.Create(int.MaxValue)), Create(RandomBits.Unit), Create(RandomBits.Unit / 2));
}
