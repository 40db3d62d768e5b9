namespace Compiled.Tests;

/// <summary>Where the repository's own files are. A caller's file path would not do: deterministic builds map it away.</summary>
public static class Repository
{
    /// <summary>The folder of Compiled.sln.</summary>
    public static string Root { get; } = FindRoot();

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Compiled.sln")))
                return folder.FullName;
        }

        throw new InvalidOperationException($"No Compiled.sln above {AppContext.BaseDirectory}.");
    }
}
