namespace Compiled.Package.Tests;

/// <summary>One import is all that a project needs that uses a clone in place of the package, wherever and with whatever else it is written.</summary>
public sealed class CloneTests(Clone clone)
{
    private const string References = """
        <ItemGroup>
          <ProjectReference Include="../compiled/src/Compiled/Compiled.csproj" />
          <ProjectReference Include="../compiled/generator/Compiled.Generator/Compiled.Generator.csproj" OutputItemType="Analyzer" ReferenceOutputAssembly="false" />
        </ItemGroup>
        """;

    private const string Props = """<Import Project="../compiled/src/Compiled/build/Compiled.props" />""";

    /// <summary>The project file of each way, which may name the import that README shows as {import}.</summary>
    public static TheoryData<string, string> Ways => new()
    {
        { "import", "{import}" },
        { "import and references", "{import}" + References },
        { "references and import", References + "{import}" },
        { "references and properties", References + Props },
        { "references, properties and targets", References + Props + Props.Replace(".props", ".targets", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Every_way_chooses_an_instruction_set_and_warns_of_one_without_FMA(string name, string lines)
    {
        var folder = clone.NewProject(name, lines.Replace("{import}", ReadmeSection.ProjectLines, StringComparison.Ordinal));
        string[] arguments = ["msbuild", "-v:m", "-t:CompiledChooseInstructionSet", "-p:PublishAot=true", "-p:RuntimeIdentifier=linux-x64"];
        var chosen = Tool.Dotnet(folder, arguments).Succeeded();
        Assert.Contains("Compiled: Consumer is compiled for x86-64-v3;", chosen);
        Assert.DoesNotContain("warning", chosen);
        Assert.Contains("warning CMP0090: ", Tool.Dotnet(folder, [.. arguments, "-p:CompiledInstructionSet=x86-64-v2"]).Succeeded());
    }

    [Fact]
    public void The_import_shows_the_generator_its_options_and_the_weights()
    {
        var folder = clone.NewProject("seen", ReadmeSection.ProjectLines);
        var items = Tool.Dotnet(folder, "msbuild", "-getItem:CompilerVisibleProperty,AdditionalFiles,ProjectReference").Succeeded();
        Assert.All(["\"RunAnalyzers\"", "\"RunAnalyzersDuringBuild\"", "xor.weights\"", "Compiled.csproj\"", "Compiled.Generator.csproj\"", "Compiled.CodeFixes.csproj\""],
            item => Assert.Contains($"{item},", items));
        Assert.DoesNotContain("bin/xor.weights", items);
    }

    [Fact]
    public void A_folders_own_properties_may_import_it_for_all_its_projects()
    {
        var parent = Directory.CreateDirectory(Path.Combine(clone.Folder, "group")).FullName;
        File.WriteAllText(Path.Combine(parent, "Directory.Build.props"), $"""
            <Project>
            {ReadmeSection.ProjectLines.Replace("../compiled", "$(MSBuildThisFileDirectory)../compiled", StringComparison.Ordinal)}
              <PropertyGroup><TreatWarningsAsErrors>true</TreatWarningsAsErrors></PropertyGroup>
            </Project>
            """);
        var folder = Directory.CreateDirectory(Path.Combine(parent, "program")).FullName;
        ConsumerSources.WriteNew(folder, "");
        // As a program it runs, and as part of a solution that lists nothing but it.
        Assert.Contains("00 0", Tool.Dotnet(folder, "run").Succeeded());
        File.WriteAllText(Path.Combine(parent, "Group.slnx"), """<Solution><Project Path="program/Consumer.csproj" /></Solution>""");
        Assert.Contains("0 Warning(s)", Tool.Dotnet(parent, "build", "Group.slnx").Succeeded());

        // What runs is published, and nothing that documents it.
        var published = Path.Combine(parent, "published");
        _ = Tool.Dotnet(folder, "publish", "-c", "Debug", "-o", published).Succeeded();
        Assert.True(File.Exists(Path.Combine(published, "Compiled.dll")));
        Assert.Empty(Directory.GetFiles(published, "*.xml"));

        var wrong = Tool.Dotnet(folder, "build", "-p:DefineConstants=WRONG", "-p:RunAnalyzers=false", "-p:Nullable=disable", "-p:LangVersion=14", "-p:AnalysisMode=All");
        Assert.NotEqual(0, wrong.ExitCode);
        Assert.Contains("error CS1029: #error: 'CMP0023: ", Assert.Single(Consumers.Errors(wrong.Output)));
    }

    [Fact]
    public void The_generator_does_not_care_how_a_program_is_published()
    {
        var output = Tool.Dotnet(
            Path.Combine(clone.Repository, "generator", "Compiled.CodeFixes"), "build", "-p:PublishAot=true", "-p:PublishTrimmed=true", "-p:PublishSingleFile=true",
            "-p:PublishReadyToRun=true", "-p:SelfContained=true", "-p:RuntimeIdentifier=linux-x64", "-p:IsAotCompatible=true").Succeeded();
        Assert.Contains("0 Warning(s)", output);
    }

    [Fact]
    public void The_library_is_optimised_in_Debug_too() =>
        Assert.Equal("true", Tool.Dotnet(
            Path.Combine(clone.Repository, "src", "Compiled"), "msbuild", "-p:Configuration=Debug", "-getProperty:Optimize").Succeeded().Trim());

    [Fact]
    public void Another_language_gets_one_error()
    {
        var folder = Consumers.Write(clone.Folder, "Basic.vbproj", "net10.0", ReadmeSection.ProjectLines, ("Program.vb", Consumers.VisualBasic));
        var refused = Tool.Dotnet(folder, "build");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("error CMP0140: Compiled needs C#: ", Assert.Single(Consumers.Errors(refused.Output)));
    }

    [Theory]
    [InlineData("net8.0")]
    [InlineData("netstandard2.0")]
    public void Another_framework_is_refused_by_the_restore(string framework)
    {
        var folder = Consumers.Write(
            Path.Combine(clone.Folder, "old"), $"{framework.Replace('.', '_')}.csproj", framework,
            ReadmeSection.ProjectLines.Replace("../", "../../"), ("Sum.cs", Consumers.Network), output: "Library");
        var refused = Tool.Dotnet(folder, "build");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Single(Consumers.Errors(refused.Output), error => error.Contains("error NU1201: Project Compiled is not compatible with ", StringComparison.Ordinal));
        Assert.DoesNotContain("error CS", refused.Output);
    }
}
