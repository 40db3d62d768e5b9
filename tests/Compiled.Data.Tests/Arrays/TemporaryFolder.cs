namespace Compiled.Tests;

/// <summary>A folder for the files of one test.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Root = Directory.CreateTempSubdirectory("compiled-arrays-").FullName;

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>A file in it.</summary>
    public string this[string name] => Path.Combine(Root, name);

    /// <summary>A file of bytes in it.</summary>
    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(this[name], bytes);
        return this[name];
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
