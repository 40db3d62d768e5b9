namespace Compiled.Tests;

/// <summary>A folder that is removed at the end.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private const string Memory = "/dev/shm";

    private readonly DirectoryInfo _folder;

    /// <param name="inMemory">Where the system has files in memory, for tests that flush thousands of times.</param>
    public TemporaryFolder(bool inMemory = false) => _folder = inMemory && Directory.Exists(Memory)
        ? Directory.CreateDirectory(System.IO.Path.Combine(Memory, $"compiled-search-{Guid.NewGuid():N}"))
        : Directory.CreateTempSubdirectory("compiled-search-");

    public string Path => _folder.FullName;

    public string File(string name) => System.IO.Path.Combine(_folder.FullName, name);

    public void Dispose() => _folder.Delete(recursive: true);
}
