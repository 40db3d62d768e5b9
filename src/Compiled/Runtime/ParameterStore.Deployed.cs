using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <content>
/// The parameters as predictions read them, with blocks folded into their dense neighbours. They are derived: every reader compares versions, and the
/// first that finds them older than the parameters writes them anew.
/// </content>
public sealed partial class ParameterStore
{
    private readonly Lock _folding = new();
    private readonly AlignedMemory _deployed;
    private readonly double[] _scratch;
    private long _deployedVersion = -1;

    /// <summary>The first float of what predictions read; safe from any number of threads while nothing writes the parameters.</summary>
    public ref float DeployedOrigin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            // Acquires what the thread that folded has written before it stored the version.
            if (Volatile.Read(ref _deployedVersion) != Version)
                Fold();
            return ref _deployed.Origin;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Fold()
    {
        lock (_folding)
        {
            if (_deployedVersion == Version)
                return;
            ParameterFolding.Fold(Layout, State, _deployed.Span, _scratch);
            Volatile.Write(ref _deployedVersion, Version);
        }
    }
}
