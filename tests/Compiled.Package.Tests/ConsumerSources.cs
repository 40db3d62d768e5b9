namespace Compiled.Package.Tests;

/// <summary>A small project as a user has it: the package, PublishAot, one network without a loss.</summary>
internal static class ConsumerSources
{
    private const string Program = """
        using System;
        using Compiled;

        var network = new Xor(seed: 1);
        network.Dense0.Weights[0, 0] = 1;
        network.Dense0.Weights[0, 1] = 1;
        network.Dense0.Weights[1, 0] = 1;
        network.Dense0.Weights[1, 1] = 1;
        network.Dense0.Biases[0] = 0;
        network.Dense0.Biases[1] = -1;
        network.Dense1.Weights[0, 0] = 1;
        network.Dense1.Weights[0, 1] = -2;
        network.Dense1.Biases[0] = 0;
        Span<float> output = stackalloc float[Xor.OutputSize];
        foreach (var (a, b) in new[] { (0, 0), (0, 1), (1, 0), (1, 1) })
        {
            network.Predict([a, b], output);
            Console.WriteLine($"{a}{b} {(int)output[0]}");
        }

        [Network(inputs: 2)]
        [Dense(2), Relu]
        [Dense(1)]
        public sealed partial class Xor;

        #if WRONG
        [Network(inputs: 2)]
        [Dense(0)]
        public sealed partial class Empty;
        #endif
        """;

    public static void Write(string folder, string version)
    {
        File.WriteAllText(Path.Combine(folder, "Program.cs"), Program);
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
