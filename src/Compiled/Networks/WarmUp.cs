using System.ComponentModel;

namespace Compiled.Runtime;

/// <summary>What the generated <c>Warm()</c> runs, so that the JIT has compiled it before a program needs it. For emitted code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class WarmUp
{
    /// <summary>Batches of up to so many rows: the loops over rows, and every rest that their tiles leave over.</summary>
    private const int MostRows = 48;

    /// <summary>Predicts one row of zeros, and batches of them.</summary>
    public static void Predict<TNetwork>(TNetwork network)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        var inputs = new float[MostRows * TNetwork.InputSize];
        var outputs = new float[MostRows * TNetwork.OutputSize];
        network.Predict(inputs.AsSpan(0, TNetwork.InputSize), outputs.AsSpan(0, TNetwork.OutputSize));
        for (var rows = 1; rows <= MostRows; rows++)
            network.PredictBatch(inputs.AsSpan(0, rows * TNetwork.InputSize), outputs.AsSpan(0, rows * TNetwork.OutputSize));
    }
}
