using Compiled;

namespace Anomaly;

/// <summary>Learns to give its 12 inputs back through a neck of three numbers, which is enough for what machines in order do.</summary>
[Network(inputs: Machine.Sensors)]
[Dense(16), Tanh]
[Dense(3)]
[Dense(16), Tanh]
[Dense(Machine.Sensors)]
[MeanSquaredError]
public sealed partial class Autoencoder
{
    /// <summary>The mean squared difference between a row and what comes back.</summary>
    public float Error(ReadOnlySpan<float> row)
    {
        Span<float> back = stackalloc float[OutputSize];
        Predict(row, back);
        var sum = 0f;
        for (var index = 0; index < back.Length; index++)
            sum += (back[index] - row[index]) * (back[index] - row[index]);
        return sum / back.Length;
    }
}
