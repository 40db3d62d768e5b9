using Compiled.Numerics;

namespace Compiled;

/// <summary>Changes a copy of a batch before its step, so that the network never sees the same rows twice: <see cref="FitOptions.Augment"/>.</summary>
/// <remarks>
/// <para>
/// Called once for every batch, on the training thread, with memory that <c>Fit</c> owns: the dataset is never changed, and the spans are valid during the
/// call alone. <see cref="Augmentations"/> has ready ones, and <c>first + second</c> applies both in this order.
/// </para>
/// <para>
/// Draw from <paramref name="random"/> alone and every run repeats bit for bit: it is seeded anew for each batch, by the seed, the number of the epoch
/// and the number of the batch. An exception ends <c>Fit</c>, with the network as the last finished step has left it.
/// </para>
/// </remarks>
/// <param name="inputs">The rows' features, [row][feature]; write what the network shall see.</param>
/// <param name="targets">The rows' targets, [row][target]. Values that the loss is not defined for are not noticed here.</param>
/// <param name="rows">How many rows there are; at least 1, and fewer in the last batch of an epoch.</param>
/// <param name="random">The batch's own random numbers.</param>
public delegate void Augmentation(Span<float> inputs, Span<float> targets, int rows, SeededRandom random);
