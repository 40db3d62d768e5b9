using System.Globalization;
using Compiled;

namespace Playground.Training;

/// <summary>A loss as docs/losses.md gives it, in double: the value of a row, and its derivative by the outputs.</summary>
/// <param name="Kind">Its name.</param>
/// <param name="Arguments">Its setting, as a topology holds it.</param>
public sealed record LossRule(string Kind, string Arguments)
{
    private readonly double _setting = SettingOf(Arguments);

    /// <summary>Whether it judges classes or probabilities, and not any numbers.</summary>
    public bool IsOfClasses => Kind is "CrossEntropy" or "BinaryCrossEntropy" or "KullbackLeibler" or "Hinge";

    /// <summary>The loss of a row.</summary>
    /// <param name="outputs">y.</param>
    /// <param name="targets">t.</param>
    /// <param name="form">Logarithms of probabilities are taken as they are.</param>
    public double Value(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, OutputForm form)
    {
        var sum = 0.0;
        for (var index = 0; index < outputs.Length; index++)
        {
            var (y, t) = (outputs[index], Smoothed(targets[index], outputs.Length));
            var distance = y - t;
            sum += Kind switch
            {
                "SumSquaredError" or "MeanSquaredError" => distance * distance,
                "MeanAbsoluteError" => Math.Abs(distance),
                "Huber" => Math.Abs(distance) <= _setting ? distance * distance / 2 : _setting * (Math.Abs(distance) - _setting / 2),
                "Quantile" => Math.Max(-_setting * distance, (1 - _setting) * distance),
                "Poisson" => Math.Exp(y) - t * y,
                "Hinge" => Math.Max(0, 1 - y * t),
                "BinaryCrossEntropy" => -Times(t, Math.Log(y)) - Times(1 - t, Math.Log(1 - y)),
                "CrossEntropy" => -Times(t, form == OutputForm.LogProbabilities ? y : Math.Log(y)),
                _ => Times(t, Math.Log(t) - (form == OutputForm.LogProbabilities ? y : Math.Log(y))),
            };
        }

        return sum / Divisor(outputs.Length);
    }

    /// <summary>∂L/∂y of a row.</summary>
    public double[] Derivative(double[] outputs, double[] targets, OutputForm form)
    {
        var slopes = new double[outputs.Length];
        for (var index = 0; index < slopes.Length; index++)
        {
            var (y, t) = (outputs[index], Smoothed(targets[index], slopes.Length));
            var distance = y - t;
            slopes[index] = Kind switch
            {
                "SumSquaredError" or "MeanSquaredError" => 2 * distance,
                "MeanAbsoluteError" => Math.Sign(distance),
                "Huber" => Math.Clamp(distance, -_setting, _setting),
                "Quantile" => distance < 0 ? -_setting : distance > 0 ? 1 - _setting : 0,
                "Poisson" => Math.Exp(y) - t,
                "Hinge" => y * t < 1 ? -t : 0,
                "BinaryCrossEntropy" => distance / (y * (1 - y)),
                _ => t == 0 ? 0 : form == OutputForm.LogProbabilities ? -t : -t / y,
            } / Divisor(slopes.Length);
        }

        return slopes;
    }

    /// <summary>∂L/∂z at the inputs of the sigmoid or softmax that the loss is differentiated together with; null for others.</summary>
    public double[]? Fused(double[] outputs, double[] targets, TopologyBlock last)
    {
        var isFused = Kind == "BinaryCrossEntropy" ? last.Traits.HasFlag(BlockTraits.BinaryProbability)
            : Kind is "CrossEntropy" or "KullbackLeibler" && last.Traits.HasFlag(BlockTraits.Probabilities);
        return isFused ? [.. outputs.Select((y, index) => (y - Smoothed(targets[index], outputs.Length)) / Divisor(outputs.Length))] : null;
    }

    private double Smoothed(double target, int classes) => Kind == "CrossEntropy" && _setting > 0 ? (1 - _setting) * target + _setting / classes : target;

    private int Divisor(int outputs) => Kind is "SumSquaredError" or "CrossEntropy" or "KullbackLeibler" ? 1 : outputs;

    /// <summary>0 times an infinite logarithm is 0.</summary>
    private static double Times(double factor, double logarithm) => factor == 0 ? 0 : factor * logarithm;

    private static double SettingOf(string arguments)
    {
        var at = arguments.AsSpan().IndexOfAny(':', '=');
        return at < 0 ? 0 : double.Parse(arguments.AsSpan(at + 1).Trim().TrimEnd('f'), CultureInfo.InvariantCulture);
    }
}
