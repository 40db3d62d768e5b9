namespace Compiled;

/// <summary>What one block gives for rows of inputs: see <see cref="Trainer.ObserveActivations"/>.</summary>
/// <param name="Block">The name of its view: Dense0, Fc1.</param>
/// <param name="Units">Its outputs.</param>
/// <param name="Values">[row][unit], after the activation that follows the block; before it, if the loss computes that activation itself (softmax, sigmoid).</param>
public sealed record BlockActivations(string Block, int Units, float[] Values);
