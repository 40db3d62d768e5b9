using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <content>Frozen networks: nothing writes their parameters and statistics ever again.</content>
public sealed partial class ParameterStore
{
    private string? _frozenNetwork;

    /// <summary>Whether every write is refused.</summary>
    public bool IsFrozen => _frozenNetwork is not null;

    /// <summary>Refuses every write from now on, and derives what predictions read, so that the first prediction need not. Does nothing the second time.</summary>
    /// <param name="network">What the messages call the network.</param>
    public void Freeze(string network)
    {
        ArgumentException.ThrowIfNullOrEmpty(network);
        if (IsFrozen)
            return;
        if (Layout.Folds.Count > 0)
            _ = ref DeployedOrigin;
        _frozenNetwork = network;
        // A trainer that was made before compares versions in its next step, and is refused there. What predictions read stays as it is: other threads may be reading it.
        _publications++;
    }

    /// <summary>Called before every write.</summary>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void ThrowIfFrozen()
    {
        if (_frozenNetwork is not null)
            ThrowFrozen();
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void ThrowFrozen() => throw new InvalidOperationException(
        $"This {_frozenNetwork} is frozen: its parameters and statistics can be read but not changed or trained. Clone() gives an unfrozen copy.");
}
