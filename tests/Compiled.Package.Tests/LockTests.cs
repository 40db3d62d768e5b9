namespace Compiled.Package.Tests;

/// <summary>Restores take the packages that packages.lock.json names: every project has one, or says why it has none.</summary>
public sealed class LockTests
{
    [Fact]
    public void Every_project_has_its_packages_locked_or_says_why_not()
    {
        var folders = new[] { "src", "generator", "templates", "tests", "benchmarks", "samples" };
        var projects = folders.SelectMany(static folder => Directory.GetFiles(Path.Combine(Tool.Repository, folder), "*.csproj", SearchOption.AllDirectories))
            // What templates make belongs to its user, and benchmarks write projects into the folders of builds.
            .Where(static project => !project.Split(Path.DirectorySeparatorChar).Any(static part => part is "content" or "bin" or "obj"))
            .ToDictionary(static project => Path.GetRelativePath(Tool.Repository, project), static project => (
                HasLock: File.Exists(Path.Combine(Path.GetDirectoryName(project)!, "packages.lock.json")),
                SaysWhyNot: File.ReadAllText(project).Contains("<!-- Without a lock of packages: ", StringComparison.Ordinal)));
        Assert.InRange(projects.Count, 50, 500);
        Assert.Equal([], projects.Where(static project => project.Value.HasLock == project.Value.SaysWhyNot).Select(static project => project.Key));
    }
}
