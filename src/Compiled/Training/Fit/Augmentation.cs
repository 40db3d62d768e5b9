using Compiled.Numerics;

namespace Compiled;

/// <summary>Changes a copy of a batch before its step, so that the network never sees the same rows twice: <see cref="FitOptions.Augment"/>.</summary>
/// <remarks>
/// <para>
/// Called once for every batch, on the training thread, with memory owned by <c>Fit</c>: the dataset is never changed, and the spans are valid only during the
/// call. <see cref="Augmentations"/> has built-in ones, and <c>first + second</c> applies both in this order.
/// </para>
/// <para>
/// If only <paramref name="random"/> is used, every run repeats bit for bit: it is seeded for each batch from the seed, the number of the epoch
/// and the number of the batch. An exception ends <c>Fit</c>, with the network as the last finished step has left it.
/// </para>
/// </remarks>
/// <param name="inputs">The rows' features, [row][feature]; change them in place.</param>
/// <param name="targets">The rows' targets, [row][target]. Values for which the loss is not defined are not detected here.</param>
/// <param name="rows">How many rows there are; at least 1, and fewer in the last batch of an epoch.</param>
/// <param name="random">The random numbers for this batch.</param>
public delegate void Augmentation(Span<float> inputs, Span<float> targets, int rows, SeededRandom random);
