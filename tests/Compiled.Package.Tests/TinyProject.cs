namespace Compiled.Package.Tests;

/// <summary>The smallest project that has the settings of the packages, in a clone: the library itself takes minutes to build.</summary>
internal sealed class TinyProject
{
    private readonly string _folder;

    public TinyProject(GitClone clone)
    {
        _folder = Directory.CreateDirectory(Path.Combine(clone.Folder, "src", "Tiny")).FullName;
        File.WriteAllText(Path.Combine(_folder, "Tiny.csproj"), """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <Description>A package of one class.</Description>
              </PropertyGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(_folder, "PACKAGE.md"), "# Tiny\n");
        Write("Value");
    }

    /// <summary>Writes the one class, with these public properties, and the list of what is public.</summary>
    public void Write(params string[] properties)
    {
        var members = properties.Select(static name => $"    public static int {name} {{ get; }} = int.Parse(\"1\");\n");
        File.WriteAllText(Path.Combine(_folder, "Tiny.cs"), $"namespace Tiny;\n\npublic static class One\n{{\n{string.Concat(members)}}}\n");
        File.WriteAllText(Path.Combine(_folder, "PublicAPI.Shipped.txt"), "#nullable enable\n");
        File.WriteAllText(
            Path.Combine(_folder, "PublicAPI.Unshipped.txt"), $"#nullable enable\nTiny.One\n{string.Concat(properties.Select(static name => $"static Tiny.One.{name}.get -> int\n"))}");
    }

    /// <summary>Packs it into a folder.</summary>
    public ToolResult Pack(string output, params string[] options) => Tool.Dotnet(_folder, ["pack", "-c", "Release", "-o", output, .. options]);
}
