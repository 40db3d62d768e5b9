using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>How a <see cref="StreamingDataset"/> mixes and prepares its rows.</summary>
public sealed record StreamingOptions
{
    /// <summary>
    /// Rows of the shuffle buffer, at least 1: each row is drawn at random from the buffer, and the next one of the file takes its place, as in TensorFlow's <c>shuffle(buffer_size)</c>. A buffer
    /// of at least all rows shuffles as a <see cref="Dataset"/> is shuffled; a smaller one mixes only rows that are near each other, so that a file sorted by class needs to be shuffled
    /// before. Null, the default: as many as take 64 MB.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? ShuffleBuffer { get; init => field = value is null ? null : AtLeastOne(value.Value); }

    /// <summary>Batches that a second thread prepares in advance; at least 1, 4 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Prefetch { get; init => field = AtLeastOne(value); } = 4;

    private static int AtLeastOne(int value, [CallerMemberName] string name = "") =>
        value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, string.Create(CultureInfo.InvariantCulture, $"StreamingOptions.{name} is {value}, but must be at least 1."));
}
