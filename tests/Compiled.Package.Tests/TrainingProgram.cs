using Compiled.Package.Tests;

[assembly: AssemblyFixture(typeof(TrainingProgram))]

namespace Compiled.Package.Tests;

/// <summary>tests/Compiled.Aot, which trains, published once.</summary>
public sealed class TrainingProgram : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-aot-").FullName;
    private readonly Lazy<string> _path;

    public TrainingProgram() => _path = new(Publish);

    /// <summary>The published program.</summary>
    public string Path => _path.Value;

    /// <summary>What publishing it printed.</summary>
    public string PublishOutput { get; private set; } = "";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Publish()
    {
        PublishOutput = Tool.Dotnet(
            Tool.Repository, "publish", "tests/Compiled.Aot", "-c", Tool.Configuration, "-o", _folder, "-p:IlcGenerateMapFile=true").Succeeded();
        return System.IO.Path.Combine(_folder, $"Compiled.Aot{Tool.ExecutableEnding}");
    }
}
