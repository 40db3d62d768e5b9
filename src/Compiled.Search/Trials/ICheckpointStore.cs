using System.Collections.Concurrent;
using System.Globalization;
using Compiled.Storage;

namespace Compiled;

/// <summary>Where the checkpoints of jobs are kept between the rungs of a trial. Implementations are safe on any number of threads.</summary>
public interface ICheckpointStore
{
    /// <summary>The checkpoint of a job, or null if there is none.</summary>
    byte[]? Get(int job);

    /// <summary>Keeps the checkpoint of a job; a second one replaces it.</summary>
    void Put(int job, byte[] checkpoint);

    /// <summary>Forgets the checkpoint of a job, if there is one.</summary>
    void Remove(int job);
}

/// <summary>Checkpoints in memory. Safe on any number of threads.</summary>
public sealed class MemoryCheckpoints : ICheckpointStore
{
    private readonly ConcurrentDictionary<int, byte[]> _checkpoints = new();

    /// <summary>How many there are.</summary>
    public int Count => _checkpoints.Count;

    /// <inheritdoc/>
    public byte[]? Get(int job) => _checkpoints.GetValueOrDefault(job);

    /// <inheritdoc/>
    public void Put(int job, byte[] checkpoint) => _checkpoints[job] = checkpoint;

    /// <inheritdoc/>
    public void Remove(int job) => _checkpoints.TryRemove(job, out _);
}

/// <summary>Checkpoints as files of a folder, each complete or absent at any moment. Safe on any number of threads and processes.</summary>
public sealed class FileCheckpoints : ICheckpointStore
{
    /// <summary>Uses a folder, which is created when the first checkpoint is kept.</summary>
    /// <param name="folder">The folder.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public FileCheckpoints(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = folder;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file could not be read.</exception>
    public byte[]? Get(int job)
    {
        try
        {
            using var stream = ModelFiles.Open(PathOf(job));
            var checkpoint = new byte[stream.Length];
            stream.ReadExactly(checkpoint);
            return checkpoint;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file could not be written.</exception>
    public void Put(int job, byte[] checkpoint)
    {
        Directory.CreateDirectory(Folder);
        AtomicFile.Write(PathOf(job), stream => stream.Write(checkpoint));
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file could not be removed.</exception>
    public void Remove(int job)
    {
        try
        {
            File.Delete(PathOf(job));
        }
        catch (DirectoryNotFoundException)
        {
            // There was none.
        }
    }

    /// <summary>Removes the folder, if only checkpoints are in it.</summary>
    internal void Clear()
    {
        if (!Directory.Exists(Folder))
            return;
        // Half-written ones of processes that were killed, too.
        foreach (var file in Directory.EnumerateFiles(Folder, "job-*.checkpoint").Concat(Directory.EnumerateFiles(Folder, ".job-*.tmp")))
            File.Delete(file);
        if (!Directory.EnumerateFileSystemEntries(Folder).Any())
            Directory.Delete(Folder);
    }

    private string PathOf(int job) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"job-{job}.checkpoint"));
}
