using System.IO.Compression;

namespace Compiled.Package.Tests;

/// <summary>The package that compiles networks at run time brings the generator along, as a library.</summary>
public sealed class DynamicPackageTests(PackedPackage package)
{
    [Fact]
    public void The_generator_lies_beside_the_library()
    {
        var folder = Path.Combine(package.Folder, "dynamic");
        _ = Tool.Dotnet(Tool.Repository, ["pack", "src/Compiled.Dynamic", "-c", Tool.Configuration, "--no-build", "-o", folder]).Succeeded();
        using var archive = ZipFile.OpenRead(Assert.Single(Directory.GetFiles(folder, "*.nupkg")));
        Assert.Equal(
            ["lib/net10.0/Compiled.Dynamic.dll", "lib/net10.0/Compiled.Dynamic.xml", "lib/net10.0/Compiled.Generator.dll"],
            archive.Entries.Select(entry => entry.FullName).Where(name => name.StartsWith("lib/", StringComparison.Ordinal)).Order(StringComparer.Ordinal));

        using var specification = new StreamReader(archive.GetEntry("Compiled.Dynamic.nuspec")!.Open());
        var text = specification.ReadToEnd();
        Assert.Contains("<dependency id=\"Compiled\"", text);
        Assert.Contains("<dependency id=\"Microsoft.CodeAnalysis.CSharp\"", text);
        Assert.DoesNotContain("id=\"Compiled.Generator\"", text);
        // Rules for those who write analyzers.
        Assert.DoesNotContain("id=\"Microsoft.CodeAnalysis.Analyzers\"", text);
    }
}
