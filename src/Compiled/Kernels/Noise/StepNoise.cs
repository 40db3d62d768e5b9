using System.ComponentModel;
using System.Runtime.CompilerServices;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>
/// Where the random numbers of some rows in one step come from: the trainer's seed, the number of the step and the row's place in the whole batch. No
/// number depends on another, so shards, chunks and the backward pass each draw what they need, and nothing is kept. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly struct StepNoise
{
    /// <summary>Keeps these numbers apart from those of <see cref="SeededRandom"/> with the same seed.</summary>
    private const ulong Purpose = 0xD6E8FEB86659FD93;

    private readonly ulong _step;
    private readonly int _firstRow;

    internal StepNoise(ulong step, int firstRow)
    {
        _step = step;
        _firstRow = firstRow;
    }

    /// <summary>The key of a step.</summary>
    internal static ulong KeyOf(long seed, long step) => SeededRandom.MixAt(SeededRandom.MixAt(Purpose, (ulong)seed), (ulong)step);

    /// <summary>The key of a block.</summary>
    internal ulong KeyOf(int block) => SeededRandom.MixAt(_step, (ulong)block);

    /// <summary>The key of a row of a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal ulong KeyOf(ulong block, int row) => SeededRandom.MixAt(block, (ulong)(uint)(_firstRow + row));
}
