namespace Compiled;

/// <summary>The progress of a run of <see cref="Lbfgs"/> after an iteration.</summary>
/// <param name="Iteration">Its number, from 1.</param>
/// <param name="Evaluations">The number of evaluations of loss and gradient so far.</param>
/// <param name="Loss">The mean loss, without the penalty of <see cref="TrainerOptions.L2"/>.</param>
/// <param name="LargestGradient">The largest magnitude of a gradient.</param>
/// <param name="StepLength">t, the length that the line search chose; 0 if it found no lower point.</param>
public readonly record struct LbfgsProgress(int Iteration, long Evaluations, double Loss, float LargestGradient, double StepLength);
