namespace Compiled;

/// <summary>Why a run of <see cref="Lbfgs"/> ended.</summary>
public enum LbfgsStop
{
    /// <summary>Converged: no gradient is above <see cref="Lbfgs.GradientTolerance"/>.</summary>
    GradientTolerance,

    /// <summary>Converged: the expected gain along the direction is below <see cref="Lbfgs.ChangeTolerance"/>.</summary>
    SlopeTolerance,

    /// <summary>Converged: the last iteration moved no parameter by more than <see cref="Lbfgs.ChangeTolerance"/>.</summary>
    StepTolerance,

    /// <summary>Converged: the last iteration changed the loss by less than <see cref="Lbfgs.ChangeTolerance"/>.</summary>
    LossTolerance,

    /// <summary>
    /// The line search found no lower point along a descent direction: usually the loss is as low as float32 can resolve. PyTorch stops here
    /// too, for a step of 0.
    /// </summary>
    NoLowerPoint,

    /// <summary><see cref="Lbfgs.MaxIterations"/> was reached.</summary>
    MaxIterations,

    /// <summary><see cref="Lbfgs.MaxEvaluations"/> was reached.</summary>
    MaxEvaluations,

    /// <summary><see cref="Lbfgs.CancellationToken"/> was cancelled.</summary>
    Cancelled,
}
