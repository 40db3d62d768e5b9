namespace Compiled.Tool.Training;

/// <summary>Shows nothing of a run, where a line after it is enough.</summary>
internal sealed class Silence : IProgress<TrainingProgress>
{
    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
    }
}
