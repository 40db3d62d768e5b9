using System.Globalization;

namespace Compiled;

/// <summary>The result of <see cref="Trainer.Minimize"/>. <c>ToString</c> gives a sentence.</summary>
public sealed record LbfgsResult
{
    internal LbfgsResult()
    {
    }

    /// <summary>Why the run ended.</summary>
    public required LbfgsStop Stop { get; init; }

    /// <summary>Line searches finished.</summary>
    public required int Iterations { get; init; }

    /// <summary>The number of evaluations of loss and gradient over the whole dataset, including the one at the start.</summary>
    public required long Evaluations { get; init; }

    /// <summary>The mean loss at the end, without penalty; NaN when the run was cancelled before the first evaluation.</summary>
    public required double Loss { get; init; }

    /// <summary>The mean loss at the start, without penalty.</summary>
    public required double InitialLoss { get; init; }

    /// <summary>What was minimised: the mean loss and λ/2·Σw², the penalty of <see cref="TrainerOptions.L2"/>, at the end.</summary>
    public required double Objective { get; init; }

    /// <summary>The largest magnitude of a gradient at the end, including the penalty; frozen blocks have none.</summary>
    public required float LargestGradient { get; init; }

    /// <summary>The duration.</summary>
    public required double Seconds { get; init; }

    /// <summary>Whether a tolerance was met.</summary>
    public bool Converged => Stop is LbfgsStop.GradientTolerance or LbfgsStop.SlopeTolerance or LbfgsStop.StepTolerance or LbfgsStop.LossTolerance;

    /// <summary>
    /// For instance: "Converged after 21 iterations and 24 evaluations: the last iteration changed the loss by less than ChangeTolerance. Loss 0.0312 (from
    /// 0.693), largest gradient 3.2E-05, 0.004 s."
    /// </summary>
    public override string ToString()
    {
        var reason = Stop switch
        {
            LbfgsStop.GradientTolerance => "no gradient is above GradientTolerance",
            LbfgsStop.SlopeTolerance => "the expected gain along the direction is below ChangeTolerance",
            LbfgsStop.StepTolerance => "the last iteration moved no parameter by more than ChangeTolerance",
            LbfgsStop.LossTolerance => "the last iteration changed the loss by less than ChangeTolerance",
            LbfgsStop.NoLowerPoint => "the line search found no lower point, usually because float32 cannot resolve one",
            LbfgsStop.MaxIterations => "MaxIterations was reached",
            LbfgsStop.MaxEvaluations => "MaxEvaluations was reached",
            _ => "the run was cancelled",
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(Converged ? "Converged" : "Stopped")} after {Wording.Count(Iterations, "iteration")} and {Wording.Count(Evaluations, "evaluation")}: {reason}. ")
            + string.Create(
                CultureInfo.InvariantCulture,
                $"Loss {Loss:G6} (from {InitialLoss:G6}), largest gradient {LargestGradient:G3}, {Seconds:0.000} s.");
    }
}
