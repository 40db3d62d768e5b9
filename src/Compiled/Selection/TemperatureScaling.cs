using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// Makes probabilities honest by one number: pᵢ = softmax(zᵢ / T), or sigmoid(z / T), with the temperature T that makes validation data most likely (Guo, Pleiss, Sun and Weinberger 2017). The
/// order of the classes, and so every decision, stays. Immutable, safe on any number of threads.
/// </summary>
/// <remarks>
/// From probabilities the logits are known up to a constant that softmax ignores, zᵢ = ln pᵢ. Probabilities below 10⁻³⁸ count as that much, and those of a yes are limited to 2⁻²⁴ … 1 − 2⁻²⁴,
/// since float has nothing in between. T is found by Newton's method on 1/T, in which the log-likelihood is concave, between 0.01 and 100: an end is a sign of too little data, or of data
/// that the network has been trained on.
/// </remarks>
public sealed class TemperatureScaling
{
    private const double Coldest = 0.01;
    private const double Hottest = 100;
    private const double SmallestProbability = 1e-38;
    private const double SmallestYes = 5.9604644775390625e-08;

    private readonly int _classCount;

    /// <summary>A known temperature.</summary>
    /// <param name="temperature">T, from 0.01 to 100: above 1 makes probabilities less certain.</param>
    /// <param name="classCount">Outputs in one row: 1 for the probability of a yes.</param>
    /// <exception cref="ArgumentOutOfRangeException">The temperature is out of range, or there are no outputs.</exception>
    public TemperatureScaling(double temperature, int classCount)
    {
        if (!(temperature is >= Coldest and <= Hottest))
            throw new ArgumentOutOfRangeException(nameof(temperature), temperature, Wording.Of($"'temperature' is {temperature}, but must be from {Coldest} to {Hottest}."));
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        (Temperature, _classCount) = (temperature, classCount);
    }

    /// <summary>T. Above 1 the network was too certain, below 1 not certain enough.</summary>
    public double Temperature { get; }

    /// <summary>Fits the temperature to validation data.</summary>
    /// <param name="network">A classifier with probabilities: Softmax or LogSoftmax, or Sigmoid with one output. It is not changed.</param>
    /// <param name="validation">Rows that the network was not trained on.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network, or its outputs are not the probabilities of classes.</exception>
    public static TemperatureScaling Fit<TNetwork>(TNetwork network, Dataset validation)
        where TNetwork : class, INetwork<TNetwork>
    {
        ArgumentNullException.ThrowIfNull(network);
        var rows = ProbabilityRows.Of(network, validation, "Temperature scaling");
        return Fit(rows.Outputs, rows.Targets, rows.Section.Size);
    }

    /// <summary>Fits the temperature to probabilities.</summary>
    /// <param name="probabilities">[row][class], or one probability of a yes per row.</param>
    /// <param name="targets">[row][class], one-hot, or 0 or 1 per row.</param>
    /// <param name="classCount">Outputs in one row: 1 for the probability of a yes.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or a probability is NaN or not from 0 to 1.</exception>
    public static TemperatureScaling Fit(ReadOnlySpan<float> probabilities, ReadOnlySpan<float> targets, int classCount)
    {
        var rows = Metrics.CheckRows(probabilities, targets, classCount);
        ProbabilityRows.Check(probabilities, classCount);
        var logits = new double[Math.Max(2, classCount) * rows];
        var labels = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            labels[row] = Decision.Of(targets.Slice(row * classCount, classCount));
            Logits(probabilities.Slice(row * classCount, classCount), logits.AsSpan(row * Math.Max(2, classCount), Math.Max(2, classCount)));
        }

        return new(1 / Inverse(logits, labels, Math.Max(2, classCount)), classCount);
    }

    /// <summary>Scales rows of probabilities in place; allocates nothing.</summary>
    /// <param name="probabilities">[row][class], or one probability of a yes per row. The rows of several classes get the sum 1.</param>
    /// <exception cref="ArgumentException">The span is not a whole number of rows.</exception>
    public void Apply(Span<float> probabilities)
    {
        _ = Runtime.Guard.Rows(probabilities.Length, _classCount, nameof(probabilities));
        for (var start = 0; start < probabilities.Length; start += _classCount)
        {
            var row = probabilities.Slice(start, _classCount);
            if (_classCount == 1)
            {
                var yes = Math.Clamp((double)row[0], SmallestYes, 1 - SmallestYes);
                row[0] = double.IsNaN(yes) ? float.NaN : (float)(1 / (1 + ScalarMath.Exp((ScalarMath.Log(1 - yes) - ScalarMath.Log(yes)) / Temperature)));
                continue;
            }

            // From the largest, so that it has the exponent 0.
            var (largest, sum) = (0.0, 0.0);
            foreach (var probability in row)
                largest = Math.Max(largest, probability);
            foreach (var probability in row)
                sum += Power(probability, largest);
            foreach (ref var probability in row)
                probability = (float)(Power(probability, largest) / sum);
        }
    }

    /// <summary>The temperature in a phrase.</summary>
    public override string ToString() => Wording.Of($"temperature {Temperature:G6}");

    private double Power(double probability, double largest) => double.IsNaN(probability) || double.IsNaN(largest) ? double.NaN
        : ScalarMath.Exp((ScalarMath.Log(Math.Max(probability, SmallestProbability)) - ScalarMath.Log(Math.Max(largest, SmallestProbability))) / Temperature);

    /// <summary>Logarithms, the largest 0; of a yes those of no and yes.</summary>
    private static void Logits(ReadOnlySpan<float> probabilities, Span<double> logits)
    {
        if (probabilities.Length == 1)
        {
            var yes = Math.Clamp((double)probabilities[0], SmallestYes, 1 - SmallestYes);
            (logits[0], logits[1]) = (ScalarMath.Log(1 - yes), ScalarMath.Log(yes));
        }
        else
        {
            for (var index = 0; index < logits.Length; index++)
                logits[index] = ScalarMath.Log(Math.Max(probabilities[index], SmallestProbability));
        }

        var largest = logits[0];
        foreach (var logit in logits)
            largest = Math.Max(largest, logit);
        foreach (ref var logit in logits)
            logit -= largest;
    }

    /// <summary>The root of the derivative in β = 1/T, which rises: Newton's steps, and halves of the bracket where one leaves it.</summary>
    private static double Inverse(double[] logits, int[] labels, int size)
    {
        var (low, high) = (1 / Hottest, 1 / Coldest);
        if (Slope(logits, labels, size, low).First >= 0)
            return low;
        if (Slope(logits, labels, size, high).First <= 0)
            return high;
        var beta = 1.0;
        for (var step = 0; step < 200 && high - low > 1e-12 * high; step++)
        {
            var (first, second) = Slope(logits, labels, size, beta);
            if (first == 0)
                break;
            if (first > 0)
                high = beta;
            else
                low = beta;
            var next = second > 0 ? beta - first / second : low;
            beta = next > low && next < high ? next : (low + high) / 2;
        }

        return beta;
    }

    /// <summary>The first two derivatives of the negative log-likelihood: Σ (E z − z of the class), and Σ Var z.</summary>
    private static (double First, double Second) Slope(double[] logits, int[] labels, int size, double beta)
    {
        var (first, second) = (0.0, 0.0);
        for (var row = 0; row < labels.Length; row++)
        {
            var values = logits.AsSpan(row * size, size);
            var (sum, mean, square) = (0.0, 0.0, 0.0);
            foreach (var value in values)
            {
                var share = ScalarMath.Exp(beta * value);
                sum += share;
                mean += share * value;
                square += share * value * value;
            }

            (mean, square) = (mean / sum, square / sum);
            first += mean - values[labels[row]];
            second += square - mean * mean;
        }

        return (first, second);
    }
}
