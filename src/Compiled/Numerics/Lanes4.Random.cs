using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Compiled.Numerics;

/// <content>Random numbers, four columns at a time.</content>
public readonly partial struct Lanes4 : IRandomLanes<Lanes4>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes4 IRandomLanes<Lanes4>.Draw(ulong key, uint column)
    {
        var x = Vector128<uint>.Indices + Vector128.Create((uint)key + column);
        x = (x ^ (x >>> RandomBits.FirstShift)) * Vector128.Create(RandomBits.First);
        x = (x ^ (x >>> RandomBits.SecondShift)) + Vector128.Create((uint)(key >> 32));
        x *= Vector128.Create(RandomBits.Second);
        return ((x ^ (x >>> RandomBits.ThirdShift)) * Vector128.Create(RandomBits.Third)).AsSingle();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes4 IRandomLanes<Lanes4>.SelectBelow(Lanes4 bits, uint limit, Lanes4 whenTrue, Lanes4 whenFalse) =>
        Unsafe.BitCast<Vector128<float>, Lanes4>(Vector128.ConditionalSelect(Vector128.LessThan(bits.Value.AsUInt32(), Vector128.Create(limit)).AsSingle(), whenTrue.Value, whenFalse.Value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes4 IRandomLanes<Lanes4>.Half(Lanes4 bits) =>
        FusedMultiplyAdd(
            Vector128.ConvertToSingle(bits.Value.AsInt32() & Vector128.Create(int.MaxValue)), Create(RandomBits.Unit), Create(RandomBits.Unit / 2));
}
