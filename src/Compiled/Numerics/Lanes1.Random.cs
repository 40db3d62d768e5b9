using System.Runtime.CompilerServices;

namespace Compiled.Numerics;

/// <content>Random numbers, one column at a time.</content>
public readonly partial struct Lanes1 : IRandomLanes<Lanes1>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes1 IRandomLanes<Lanes1>.Draw(ulong key, uint column) => BitConverter.UInt32BitsToSingle(RandomBits.Of(key, column));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes1 IRandomLanes<Lanes1>.SelectBelow(Lanes1 bits, uint limit, Lanes1 whenTrue, Lanes1 whenFalse) =>
        BitConverter.SingleToUInt32Bits(bits.Value) < limit ? whenTrue : whenFalse;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Lanes1 IRandomLanes<Lanes1>.Half(Lanes1 bits) =>
        FusedMultiplyAdd((float)(Bits(bits) & int.MaxValue), RandomBits.Unit, RandomBits.Unit / 2);
}
