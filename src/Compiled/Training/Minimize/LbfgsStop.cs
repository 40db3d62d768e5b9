namespace Compiled;

/// <summary>Why a run of <see cref="Lbfgs"/> ended.</summary>
public enum LbfgsStop
{
    /// <summary>Converged: no gradient is above <see cref="Lbfgs.GradientTolerance"/>.</summary>
    GradientTolerance,

    /// <summary>Converged: the direction promises less than <see cref="Lbfgs.ChangeTolerance"/>.</summary>
    SlopeTolerance,

    /// <summary>Converged: the last iteration moved no parameter by more than <see cref="Lbfgs.ChangeTolerance"/>.</summary>
    StepTolerance,

    /// <summary>Converged: the last iteration changed the loss by less than <see cref="Lbfgs.ChangeTolerance"/>.</summary>
    LossTolerance,

    /// <summary>
    /// The line search found no lower point along a direction that leads downhill: as a rule the loss is as low as float32 can tell. PyTorch stops here
    /// too, for a step of 0.
    /// </summary>
    NoLowerPoint,

    /// <summary><see cref="Lbfgs.MaxIterations"/> were done.</summary>
    MaxIterations,

    /// <summary><see cref="Lbfgs.MaxEvaluations"/> were done.</summary>
    MaxEvaluations,

    /// <summary><see cref="Lbfgs.CancellationToken"/> was cancelled.</summary>
    Cancelled,
}
