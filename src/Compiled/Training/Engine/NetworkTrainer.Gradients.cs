using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Compiled.Runtime;

/// <content>Gradients and the optimiser's memory, and who may read them.</content>
public abstract partial class NetworkTrainer<TOptimizer>
{
    /// <summary>The gradients of the last step that stored them, in the layout of the parameters; padding is 0. Further sums may follow.</summary>
    protected AlignedMemory GradientMemory { get; }

    /// <summary>The first gradient.</summary>
    protected ref float GradientOrigin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref GradientMemory.Origin;
    }

    /// <summary>The first float that the optimiser remembers: slot 0; the others follow, <see cref="StateStride"/> floats apart.</summary>
    protected ref float StateOrigin
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _state.Origin;
    }

    /// <summary>Floats from one slot of the optimiser's memory to the next.</summary>
    protected int StateStride
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => OptimizerKernel.SlotStride(Parameters.Layout.Length);
    }

    /// <inheritdoc/>
    public sealed override void CopyGradientsTo(Span<float> destination)
    {
        ThrowUnlessGradientsAreKept();
        Guard.Length(destination.Length, Parameters.Layout.ParameterCount, nameof(destination), "parameters");
        Parameters.Layout.CopyToCanonical(GradientMemory.Span, destination);
    }

    /// <summary>Gradients can only be read if they were asked for: most steps store none.</summary>
    /// <exception cref="InvalidOperationException">The trainer was created without <see cref="TrainerOptions.KeepGradients"/>.</exception>
    protected void ThrowUnlessGradientsAreKept()
    {
        if (!Options.KeepGradients)
            ThrowNotKept();
    }

    [DoesNotReturn]
    private void ThrowNotKept() => throw new InvalidOperationException(
        $"This trainer of {Topology.Name} does not keep gradients, which saves time in every step: "
        + "to read them, create it with new TrainerOptions { KeepGradients = true }.");
}
