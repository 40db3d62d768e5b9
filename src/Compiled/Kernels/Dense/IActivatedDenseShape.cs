using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The sizes of dense blocks whose sums pass an activation before they leave the registers.</summary>
/// <remarks>Inlined by force: ahead of time the compiler would call them for each vector of a tile, and keep the tile's sums in memory for it.</remarks>
/// <typeparam name="TSelf">The shape itself.</typeparam>
/// <typeparam name="TActivation">The activation.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IActivatedDenseShape<TSelf, TActivation> : IDenseShape
    where TSelf : struct, IActivatedDenseShape<TSelf, TActivation>
    where TActivation : struct, IElementFunction
{
    /// <summary>The activation with its settings, where it has any.</summary>
    static virtual TActivation Activation => default;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector128<float> IDenseShape.Activate(Vector128<float> sum) => TSelf.Activation.Value<Lanes4>(sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector256<float> IDenseShape.Activate(Vector256<float> sum) => TSelf.Activation.Value<Lanes8>(sum);

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    static Vector512<float> IDenseShape.Activate(Vector512<float> sum) => TSelf.Activation.Value<Lanes16>(sum);
}
