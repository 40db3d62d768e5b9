using System.ComponentModel;
using System.Runtime.Intrinsics;
using Compiled.Numerics;

namespace Compiled.Runtime;

/// <summary>The sizes of dense blocks whose sums pass an activation before they leave the registers.</summary>
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
    static Vector128<float> IDenseShape.Activate(Vector128<float> sum) => TSelf.Activation.Value<Lanes4>(sum);

    /// <inheritdoc/>
    static Vector256<float> IDenseShape.Activate(Vector256<float> sum) => TSelf.Activation.Value<Lanes8>(sum);

    /// <inheritdoc/>
    static Vector512<float> IDenseShape.Activate(Vector512<float> sum) => TSelf.Activation.Value<Lanes16>(sum);
}
