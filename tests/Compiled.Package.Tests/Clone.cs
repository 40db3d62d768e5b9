using Compiled.Package.Tests;

[assembly: AssemblyFixture(typeof(Clone))]

namespace Compiled.Package.Tests;

/// <summary>
/// A copy of this repository without what was built, as a user clones it into the folder "compiled", and next to it a user's project. It is a copy, so
/// that no build of a test writes into the folders of the builds that made the tests. The path has blanks.
/// </summary>
public sealed class Clone : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("compiled-clone-").FullName;
    private readonly Lazy<string> _folder;

    public Clone() => _folder = new(Copy);

    /// <summary>The folder that holds the clone, and whatever a user's projects are called.</summary>
    public string Folder => _folder.Value;

    /// <summary>The clone.</summary>
    public string Repository => Path.Combine(Folder, "compiled");

    /// <summary>A new project next to the clone.</summary>
    /// <param name="name">Its folder.</param>
    /// <param name="lines">What is in the project file after what "dotnet new console" writes.</param>
    public string NewProject(string name, string lines)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        ConsumerSources.WriteNew(folder, lines);
        return folder;
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private string Copy()
    {
        var folder = Path.Combine(_root, "my projects");
        var clone = Directory.CreateDirectory(Path.Combine(folder, "compiled")).FullName;
        foreach (var file in Directory.GetFiles(Tool.Repository))
            File.Copy(file, Path.Combine(clone, Path.GetFileName(file)));
        foreach (var part in (string[])["src", "generator", "docs"])
            Copy(new DirectoryInfo(Path.Combine(Tool.Repository, part)), Path.Combine(clone, part));
        return folder;
    }

    private static void Copy(DirectoryInfo from, string to)
    {
        _ = Directory.CreateDirectory(to);
        foreach (var file in from.GetFiles())
            _ = file.CopyTo(Path.Combine(to, file.Name));
        foreach (var folder in from.GetDirectories().Where(folder => folder.Name is not ("bin" or "obj")))
            Copy(folder, Path.Combine(to, folder.Name));
    }
}
