using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <summary>
/// What a loss works with beside outputs and targets: the scale of its gradients and, where there are any, a weight for each row, a weight for
/// each class, a label for each row in place of its targets; and where the step's random numbers come from. For emitted code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct LossTerms
{
    private readonly int _firstRow;
    private readonly ulong _noise;
    private readonly ref readonly float _weights;
    private readonly ref readonly int _labels;

    /// <summary>The sums of the heads' losses; a null reference where there are no heads.</summary>
    internal readonly ref double Heads;

    /// <summary>One weight a class, padded with zeros to whole vectors of 16; a null reference when there are none.</summary>
    internal readonly ref readonly float ClassWeights;

    /// <summary>Gradients are multiplied by it.</summary>
    internal readonly float Scale;

    /// <summary>Whether samples stand side by side, in columns, so that a weight belongs to a lane.</summary>
    internal readonly bool AreColumns;

    /// <summary>Terms without weights and labels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LossTerms(float scale)
        : this(scale, in Unsafe.NullRef<float>(), in Unsafe.NullRef<int>(), in Unsafe.NullRef<float>(), 0, areColumns: false)
    {
    }

    /// <summary>Terms of rows from <paramref name="firstRow"/> on; null references where there are no weights or labels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal LossTerms(
        float scale, ref readonly float weights, ref readonly int labels, ref readonly float classWeights, int firstRow, bool areColumns, ulong noise = 0)
        : this(scale, in weights, in labels, in classWeights, firstRow, areColumns, noise, ref Unsafe.NullRef<double>())
    {
    }

    /// <summary>The same with the sums of the heads' losses, to which the heads add.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal LossTerms(
        float scale, ref readonly float weights, ref readonly int labels, ref readonly float classWeights, int firstRow, bool areColumns, ulong noise,
        ref double heads)
    {
        _noise = noise;
        Scale = scale;
        _weights = ref weights;
        _labels = ref labels;
        ClassWeights = ref classWeights;
        _firstRow = firstRow;
        Heads = ref heads;
        AreColumns = areColumns;
    }

    internal bool HasWeights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Unsafe.IsNullRef(in _weights);
    }

    internal bool HasLabels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Unsafe.IsNullRef(in _labels);
    }

    internal bool HasClassWeights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => !Unsafe.IsNullRef(in ClassWeights);
    }

    /// <summary>The weight of the first row.</summary>
    internal ref readonly float Weights
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref Unsafe.AsRef(in _weights), _firstRow);
    }

    /// <summary>The label of the first row.</summary>
    internal ref readonly int Labels
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref Unsafe.Add(ref Unsafe.AsRef(in _labels), _firstRow);
    }

    /// <summary>The terms of the rows from <paramref name="row"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LossTerms From(int row) => new(Scale, in _weights, in _labels, in ClassWeights, _firstRow + row, areColumns: false, _noise, ref Heads);

    /// <summary>The same terms with gradients that are multiplied by a factor too: what a head's loss counts, over its outputs where it is their mean.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LossTerms Times(float factor) => new(Scale * factor, in _weights, in _labels, in ClassWeights, _firstRow, AreColumns, _noise, ref Heads);

    /// <summary>The random numbers of the rows from <paramref name="row"/> on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public StepNoise NoiseFrom(int row) => new(_noise, _firstRow + row);

    /// <summary>The same for samples that stand side by side.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public LossTerms ColumnsFrom(int row) => new(Scale, in _weights, in _labels, in ClassWeights, _firstRow + row, areColumns: true);
}
