namespace Compiled.Package.Tests;

/// <summary>Small projects of users, written as they would write them.</summary>
internal static class Consumers
{
    /// <summary>A project in a folder of its own.</summary>
    /// <param name="parent">The folder that gets the project's folder.</param>
    /// <param name="file">The project file's name, whose ending is the language.</param>
    /// <param name="framework">The target framework.</param>
    /// <param name="body">What is in the project besides its framework.</param>
    /// <param name="source">The one source file, with its name.</param>
    /// <param name="output">Exe, or Library.</param>
    /// <returns>The project's folder.</returns>
    public static string Write(string parent, string file, string framework, string body, (string Name, string Text) source, string output = "Exe")
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, Path.GetFileNameWithoutExtension(file))).FullName;
        // F# lists its files.
        var compile = file.EndsWith(".fsproj", StringComparison.Ordinal) ? $"""<ItemGroup><Compile Include="{source.Name}" /></ItemGroup>""" : "";
        File.WriteAllText(Path.Combine(folder, source.Name), source.Text);
        File.WriteAllText(Path.Combine(folder, file), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>{output}</OutputType>
                <TargetFramework>{framework}</TargetFramework>
                <ImplicitUsings Condition="'$(MSBuildProjectExtension)' == '.csproj'">enable</ImplicitUsings>
              </PropertyGroup>
              {compile}
              {body}
            </Project>
            """);
        return folder;
    }

    /// <summary>A reference to a package.</summary>
    public static string Package(string name, string version) => $"""<ItemGroup><PackageReference Include="{name}" Version="{version}" /></ItemGroup>""";

    /// <summary>A reference to another project.</summary>
    public static string Project(string path) => $"""<ItemGroup><ProjectReference Include="{path}" /></ItemGroup>""";

    /// <summary>The errors of a build, each once: MSBuild repeats them in its summary.</summary>
    public static IReadOnlyList<string> Errors(string output) =>
        [.. output.Split('\n').Where(line => line.Contains(": error ", StringComparison.Ordinal)).Select(line => line.Trim()).Distinct()];

    /// <summary>A network that counts: the sum of its inputs.</summary>
    public const string Network = """
        using Compiled;

        [Network(inputs: 2)]
        [Dense(1)]
        [MeanSquaredError]
        public sealed partial class Sum;
        """;

    /// <summary>A program around it, in C#.</summary>
    public const string CSharp = "using Compiled;\nvar network = new Sum();\nnetwork.Dense0.Weights[0, 0] = network.Dense0.Weights[0, 1] = 1;\n"
        + "Console.WriteLine(network.Predict([20, 22]));\n";

    /// <summary>A program without networks.</summary>
    public const string VisualBasic = "Module Program\n    Sub Main()\n        System.Console.WriteLine(42)\n    End Sub\nEnd Module\n";

    /// <summary>A program without networks.</summary>
    public const string FSharp = "printfn \"42\"\n";
}
