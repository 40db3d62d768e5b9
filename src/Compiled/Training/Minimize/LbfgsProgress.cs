namespace Compiled;

/// <summary>Where a run of <see cref="Lbfgs"/> stands after an iteration.</summary>
/// <param name="Iteration">Its number, from 1.</param>
/// <param name="Evaluations">How often loss and gradient were computed so far.</param>
/// <param name="Loss">The mean loss, without the penalty of <see cref="TrainerOptions.L2"/>.</param>
/// <param name="LargestGradient">The largest magnitude of a gradient.</param>
/// <param name="StepLength">t, the length that the line search chose; 0 where it found nothing lower.</param>
public readonly record struct LbfgsProgress(int Iteration, long Evaluations, double Loss, float LargestGradient, double StepLength);
