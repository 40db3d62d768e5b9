using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <content>
/// The parameters as predictions read them, with blocks folded into their dense neighbours. They are derived: every reader compares versions, and the
/// first that finds them older than the parameters writes them again.
/// </content>
public sealed partial class ParameterStore
{
    private readonly Lock _folding = new();
    private AlignedMemory _deployed;
    private readonly double[] _scratch;
    private long _deployedWrites = -1;

    /// <summary>The first float of what predictions read; safe from any number of threads while nothing writes the parameters.</summary>
    public ref float DeployedOrigin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // Acquires what the thread that folded has written before it stored the count. Publications come folded and do not count.
            if (Volatile.Read(ref _deployedWrites) != _writes)
                Fold();
            return ref _deployed.Origin;
        }
    }

    /// <summary>
    /// Replaces parameters and statistics by those of another network of the class while other threads predict: each prediction reads the memory that it found
    /// when it began, the old or the new. Allocates new memory; the old one lives as long as a prediction reads it.
    /// </summary>
    /// <remarks>Publications from several threads are made one after the other. Nothing else may write either network meanwhile.</remarks>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    public void Publish(ParameterStore from)
    {
        ArgumentNullException.ThrowIfNull(from);
        ThrowIfFrozen();
        if (from == this)
            return;
        lock (_folding)
        {
            var memory = new AlignedMemory(Layout.StateLength);
            from.State.CopyTo(memory.Span);
            var deployed = memory;
            if (Layout.Folds.Count > 0)
            {
                deployed = new AlignedMemory(Layout.DeployedLength);
                ParameterFolding.Fold(Layout, memory.Span, deployed.Span, _scratch);
            }

            // Each reader takes one of the two, once: neither order of these stores can mix versions.
            Volatile.Write(ref _deployed, deployed);
            Volatile.Write(ref _memory, memory);
            Volatile.Write(ref _deployedWrites, _writes);
            Names = from.Names;
            _publications++;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Fold()
    {
        lock (_folding)
        {
            if (_deployedWrites == _writes)
                return;
            ParameterFolding.Fold(Layout, State, _deployed.Span, _scratch);
            Volatile.Write(ref _deployedWrites, _writes);
        }
    }
}
