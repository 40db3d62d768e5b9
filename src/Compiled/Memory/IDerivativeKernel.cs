using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>The emitted derivatives of one network with respect to its inputs. The scratch is neither zeroed nor, when the user passes it, aligned.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IDerivativeKernel
{
    /// <summary>Floats of scratch that one call needs.</summary>
    static abstract int Scratch { get; }

    /// <summary>result = Jᵀ · outputGradient.</summary>
    static abstract void InputGradient(ref float parameters, ref float input, ref float outputGradient, ref float result, ref float scratch);

    /// <summary>result = J, [output][input].</summary>
    static abstract void Jacobian(ref float parameters, ref float input, ref float result, ref float scratch);
}
