using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>A network's parameters and statistics: the memory, its layout, and a version that every write advances.</summary>
/// <remarks>
/// The version is how a trainer knows that its transposed copy of the weights is stale, and predictions that theirs with folded blocks is: views, copies,
/// loads and trainers all end in <see cref="MarkChanged"/>. Not synchronised: no other thread may use the network while something writes its parameters,
/// except by <see cref="Publish"/>.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed partial class ParameterStore
{
    // Read once by each prediction, which keeps it alive: Publish replaces it as a whole.
    private AlignedMemory _memory;
    private long _writes;
    private long _publications;

    /// <summary>Allocates the memory: parameters of zeros, and statistics that change nothing.</summary>
    public ParameterStore(ParameterLayout layout)
    {
        ArgumentNullException.ThrowIfNull(layout);
        Layout = layout;
        // Statistics lie behind the parameters in the same memory, where emitted code reaches them from the first parameter.
        _memory = new AlignedMemory(layout.StateLength);
        foreach (var statistics in layout.Statistics)
            State.Slice(statistics.ScalesOffset, statistics.Length).Fill(1);
        _deployed = layout.Folds.Count == 0 ? _memory : new AlignedMemory(layout.DeployedLength);
        _scratch = new double[ParameterFolding.ScratchLength(layout)];
    }

    /// <summary>Where each block's parameters lie.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>The first float of the memory.</summary>
    public ref float Origin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _memory.Origin;
    }

    /// <summary>The parameters, padding included. Whoever writes them calls <see cref="MarkChanged"/>.</summary>
    public Span<float> Memory => _memory.Span[..Layout.Length];

    /// <summary>Parameters and statistics: all that a copy of the network takes along.</summary>
    public Span<float> State => _memory.Span;

    /// <summary>The view of a dense block, by its place among the blocks with parameters.</summary>
    public DenseParameters View(int block) => new(_memory, Layout.Blocks[block], this);

    /// <summary>The view of a block with one factor an output, by its place among the blocks with parameters.</summary>
    public VectorParameters VectorView(int block) => new(_memory, Layout.Blocks[block], this);

    /// <summary>Advances with every write and every publication.</summary>
    public long Version => _writes + _publications;

    /// <summary>Says that the parameters were written.</summary>
    /// <exception cref="InvalidOperationException">The network is frozen. Whoever writes asks <see cref="ThrowIfFrozen"/> before; this finds who forgot.</exception>
    public void MarkChanged()
    {
        ThrowIfFrozen();
        _writes++;
    }

    /// <summary>Draws all parameters with the blocks' initialisers from one seed: block after block, weights [output][input], then biases.</summary>
    public void Initialize(long seed)
    {
        ThrowIfFrozen();
        ParameterInitializer.Initialize(Layout, Memory, seed);
        MarkChanged();
    }

    /// <summary>Writes the canonical vector.</summary>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    public void CopyTo(Span<float> canonical, [CallerArgumentExpression(nameof(canonical))] string name = "")
    {
        Guard.Length(canonical.Length, Layout.ParameterCount, name, "parameters");
        Layout.CopyToCanonical(Memory, canonical);
    }

    /// <summary>Reads the canonical vector; statistics stay as they are.</summary>
    /// <exception cref="ArgumentException">The span has the wrong length; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    public void CopyFrom(ReadOnlySpan<float> canonical, [CallerArgumentExpression(nameof(canonical))] string name = "")
    {
        ThrowIfFrozen();
        Guard.Length(canonical.Length, Layout.ParameterCount, name, "parameters");
        Layout.CopyFromCanonical(canonical, Memory);
        MarkChanged();
    }

    /// <summary>Takes over the parameters, statistics and names of a network of the same class.</summary>
    public void CopyFrom(ParameterStore other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ThrowIfFrozen();
        other.State.CopyTo(State);
        Names = other.Names;
        MarkChanged();
    }
}
