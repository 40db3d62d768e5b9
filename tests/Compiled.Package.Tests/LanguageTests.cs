namespace Compiled.Package.Tests;

/// <summary>Projects that cannot have networks are told so once: those in other languages by the package's targets, those for other frameworks by NuGet.</summary>
public sealed class LanguageTests(PackedPackage package)
{
    [Theory]
    [InlineData("Basic.vbproj", "Program.vb", Consumers.VisualBasic)]
    [InlineData("Functional.fsproj", "Program.fs", Consumers.FSharp)]
    public void Another_language_gets_one_error_unless_it_wants_the_library_alone(string file, string name, string source)
    {
        var folder = Consumers.Write(package.Folder, file, "net10.0", Consumers.Package("Compiled", package.Version), (name, source));
        _ = Tool.Dotnet(folder, ["restore", .. package.RestoreOptions]).Succeeded();
        var refused = Tool.Dotnet(folder, "build", "--no-restore");
        Assert.NotEqual(0, refused.ExitCode);
        var error = Assert.Single(Consumers.Errors(refused.Output));
        Assert.Contains($"error CMP0140: Compiled needs C#: its networks are written by a C# source generator, but '{file}' is not a C# project", error);

        _ = Tool.Dotnet(folder, "build", "--no-restore", "-p:CompiledRequiresCSharp=false").Succeeded();
    }

    [Fact]
    public void Another_language_may_use_the_networks_of_a_library_in_C_sharp()
    {
        var parent = Path.Combine(package.Folder, "languages");
        _ = Consumers.Write(
            parent, "Networks.csproj", "net10.0", Consumers.Package("Compiled", package.Version), ("Sum.cs", Consumers.Network), output: "Library");
        const string Program = "Module Program\n    Sub Main()\n        System.Console.WriteLine(Sum.InputSize)\n    End Sub\nEnd Module\n";
        var program = Consumers.Write(parent, "User.vbproj", "net10.0", Consumers.Project("../Networks/Networks.csproj"), ("Program.vb", Program));
        _ = Tool.Dotnet(program, ["restore", .. package.RestoreOptions]).Succeeded();
        Assert.Contains("0 Warning(s)", Tool.Dotnet(program, "build", "--no-restore").Succeeded());
        Assert.Equal("2", Tool.Dotnet(program, "bin/Debug/net10.0/User.dll").Succeeded().Trim());
    }

    [Theory]
    [InlineData("net9.0")]
    [InlineData("net8.0")]
    [InlineData("net6.0")]
    [InlineData("netstandard2.0")]
    [InlineData("net48")]
    public void Another_framework_is_refused_by_the_restore(string framework)
    {
        var folder = Consumers.Write(
            Path.Combine(package.Folder, framework), "Older.csproj", framework, Consumers.Package("Compiled", package.Version), ("Sum.cs", Consumers.Network), output: "Library");
        var refused = Tool.Dotnet(folder, ["build", .. package.RestoreOptions]);
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Single(Consumers.Errors(refused.Output), error => error.Contains("error NU1202: Package Compiled ", StringComparison.Ordinal));
        Assert.DoesNotContain("error CS", refused.Output);
    }
}
