namespace Compiled.Package.Tests;

/// <summary>A small project as a user has it: the package, PublishAot, one network without a loss, whose weights lie in a folder that the project does not mention.</summary>
internal static class ConsumerSources
{
    private const string Program = """
        using System;
        using Compiled;

        if (args is ["fma"])
        {
            Console.WriteLine(System.Runtime.Intrinsics.X86.Fma.IsSupported);
            return;
        }

        var network = Xor.Pretrained;
        Span<float> output = stackalloc float[Xor.OutputSize];
        foreach (var (a, b) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
        {
            network.Predict([a, b], output);
            Console.WriteLine($"{a}{b} {(int)output[0]}");
        }

        [Network(inputs: 2)]
        [Dense(2), Relu]
        [Dense(1)]
        [Weights("xor.weights")]
        public sealed partial class Xor;

        #if WRONG
        [Network(inputs: 2)]
        [Dense(0)]
        public sealed partial class Empty;
        #endif
        """;

    private const string Weights = """
        compiled-weights 1
        network: Xor
        topology: [Network(inputs: 2)]
        topology: [Dense(2), Relu]
        topology: [Dense(1)]
        tensor: 0.weight [2, 2]
        tensor: 0.bias [2]
        tensor: 2.weight [1, 2]
        tensor: 2.bias [1]
        parameters: 9
        values: 9
        checksum: crc32 86899291

        AACAPwAAgD8AAIA/AACAPwAAAAAAAIC/AACAPwAAAMAAAAAA

        """;

    /// <summary>With the package.</summary>
    public static void Write(string folder, string version)
    {
        WriteSources(folder);
        File.WriteAllText(Path.Combine(folder, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <PublishAot>true</PublishAot>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Compiled" Version="{version}" />
              </ItemGroup>
            </Project>
            """);
    }

    /// <summary>As "dotnet new console" makes it, with lines that come after.</summary>
    /// <param name="folder">The project's folder.</param>
    /// <param name="lines">What README or a test adds to the project file.</param>
    public static void WriteNew(string folder, string lines)
    {
        WriteSources(folder);
        File.WriteAllText(Path.Combine(folder, "Consumer.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">

              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>

            {lines}
            </Project>
            """);
    }

    private static void WriteSources(string folder)
    {
        _ = Directory.CreateDirectory(Path.Combine(folder, "models"));
        File.WriteAllText(Path.Combine(folder, "models", "xor.weights"), Weights);
        // What a build leaves behind is not among the files of the project.
        _ = Directory.CreateDirectory(Path.Combine(folder, "bin"));
        File.WriteAllText(Path.Combine(folder, "bin", "xor.weights"), "an old copy");
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
    }

    /// <summary>A program that gets Compiled only through a library of its own.</summary>
    public static void WriteTransitive(string library, string program, string version)
    {
        File.WriteAllText(Path.Combine(library, "Library.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Compiled" Version="{version}" />
              </ItemGroup>
            </Project>
            """);
        File.WriteAllText(Path.Combine(program, "Program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <PublishAot>true</PublishAot>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{Path.Combine(library, "Library.csproj")}" />
              </ItemGroup>
            </Project>
            """);
    }
}
