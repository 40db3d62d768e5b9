using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>Where and when <see cref="Trainer.Fit"/> saves its run: <see cref="FitOptions.Checkpoint"/>.</summary>
/// <remarks>
/// <para>
/// One file, replaced at each save, and complete whenever the process or the machine stops (<see cref="Trainer.SaveCheckpoint(string)"/>): after epochs, including the
/// last one, and when the run is cancelled. Parameters that are not finite are never saved: the previous file is kept.
/// </para>
/// <para>Every save waits for the disk, which takes a few milliseconds, and allocates a copy of the data; steps between saves allocate nothing.</para>
/// </remarks>
public sealed record CheckpointOptions
{
    /// <summary>Sets the file.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public CheckpointOptions(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        Path = path;
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The number of epochs between saves; at least 1, the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int EveryEpochs { get; init => field = AtLeastOne(value); } = 1;

    /// <summary>The number of steps between additional saves within epochs; at least 1, or null, the default, for none.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? EverySteps
    {
        get;
        init => field = value is { } steps ? AtLeastOne(steps) : null;
    }

    private static int AtLeastOne(int value, [CallerMemberName] string name = "") =>
        value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(
                name, value, string.Create(CultureInfo.InvariantCulture, $"CheckpointOptions.{name} is {value}, but must be at least 1."));
}
