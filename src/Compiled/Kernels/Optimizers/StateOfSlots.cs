using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The slots of an optimiser's memory, for loops that are compiled for their number.</summary>
internal readonly ref struct StateOfSlots<TLanes, TSlots>
    where TLanes : struct, ILanes<TLanes>
    where TSlots : struct, ISlotCount
{
    private readonly ref float _slot0;
    private readonly ref float _slot1;
    private readonly ref float _slot2;

    /// <summary>Slots that lie a stride apart.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StateOfSlots(ref float state, int stride)
    {
        _slot0 = ref state;
        _slot1 = ref Unsafe.Add(ref state, (nuint)(uint)(TSlots.Count > 1 ? stride : 0));
        _slot2 = ref Unsafe.Add(ref state, (nuint)(uint)(TSlots.Count > 2 ? 2 * stride : 0));
    }

    /// <summary>One vector of each slot; zeros for those that are not there.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Load(nuint index, out TLanes state0, out TLanes state1, out TLanes state2)
    {
        state0 = TSlots.Count > 0 ? TLanes.Load(in _slot0, index) : default;
        state1 = TSlots.Count > 1 ? TLanes.Load(in _slot1, index) : default;
        state2 = TSlots.Count > 2 ? TLanes.Load(in _slot2, index) : default;
    }

    /// <summary>Writes them back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(nuint index, TLanes state0, TLanes state1, TLanes state2)
    {
        if (TSlots.Count > 0)
            TLanes.Store(state0, ref _slot0, index);
        if (TSlots.Count > 1)
            TLanes.Store(state1, ref _slot1, index);
        if (TSlots.Count > 2)
            TLanes.Store(state2, ref _slot2, index);
    }
}
