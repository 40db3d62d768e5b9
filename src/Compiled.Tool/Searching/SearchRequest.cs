using Compiled.Tool.Training;

namespace Compiled.Tool.Searching;

/// <summary>What the command line says of a search.</summary>
internal sealed record SearchRequest
{
    /// <summary>The file, its columns, the split for the test, and the files to write: as for one training run.</summary>
    public required TrainingOptions Training { get; init; }

    /// <summary>What is varied, and how.</summary>
    public required SearchDefinition Definition { get; init; }

    /// <summary>Threads, each with a trial of its own; null for all processors.</summary>
    public int? Threads { get; init; }

    /// <summary>How many of the best trials are measured.</summary>
    public int Finalists { get; init; }

    /// <summary>The journal; null: next to the files that are written.</summary>
    public string? Journal { get; init; }

    /// <summary>Whether an interrupted search goes on.</summary>
    public bool Resumes { get; init; }

    /// <summary>What compiled-worker is told of the cluster that trains the trials; null: they are trained here.</summary>
    public IReadOnlyList<string>? Cluster { get; init; }

    /// <summary>Whether files are replaced.</summary>
    public bool Replaces { get; init; }
}
