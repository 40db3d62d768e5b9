using System.Globalization;
using System.Runtime.CompilerServices;

namespace Compiled;

/// <summary>Where and when <see cref="Trainer.Fit"/> saves its run: <see cref="FitOptions.Checkpoint"/>.</summary>
/// <remarks>
/// <para>
/// One file, written over each time, and whole whenever the process or the machine stops (<see cref="Trainer.SaveCheckpoint(string)"/>): after epochs, after the
/// last one too, and where the run is cancelled. Parameters that are not finite are never saved: the file before stands.
/// </para>
/// <para>Every save waits for the disk, some milliseconds, and allocates a copy of what it writes; steps between saves allocate nothing.</para>
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

    /// <summary>After every how many epochs the run is saved; at least 1, which is the default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int EveryEpochs { get; init => field = AtLeastOne(value); } = 1;

    /// <summary>After every how many steps of the run it is saved as well, in the middle of epochs; at least 1, or null, the default, for never.</summary>
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
