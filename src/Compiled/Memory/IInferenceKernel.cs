using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>The emitted forward pass of one network. The scratch is neither zeroed nor, when the user passes it, aligned.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IInferenceKernel
{
    /// <summary>Floats of scratch that one row needs; 0 when the row lives in registers.</summary>
    static abstract int RowScratch { get; }

    /// <summary>Floats of scratch that a batch needs.</summary>
    static abstract int BatchScratch { get; }

    /// <summary>One row.</summary>
    static abstract void PredictRow(ref float parameters, ref float input, ref float output, ref float scratch);

    /// <summary>Any number of rows.</summary>
    static abstract void PredictRows(
        ref float parameters, ref float inputs, ref float outputs, int rows, ref float scratch);
}
