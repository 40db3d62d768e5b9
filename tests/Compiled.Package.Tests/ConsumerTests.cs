namespace Compiled.Package.Tests;

/// <summary>The package in the hands of a user who knows nothing of this repository.</summary>
public sealed class ConsumerTests(PackedPackage package)
{
    private const string Answers = "00 0\n01 1\n10 1\n11 0\n";

    [Fact]
    public void A_project_builds_without_a_word_and_runs()
    {
        var output = Tool.Dotnet(package.Consumer, "build", "--no-restore").Succeeded();
        Assert.Contains("0 Warning(s)", output);
        Assert.Equal(Answers, Tool.Dotnet(package.Consumer, "bin/Debug/net10.0/Consumer.dll").Succeeded().ReplaceLineEndings("\n"));
    }

    [Theory]
    [InlineData("error CMP0023: ", "")]
    [InlineData("error CS1029: #error: 'CMP0023: ", "-p:RunAnalyzers=false")]
    public void A_wrong_network_fails_the_build_with_and_without_analyzers(string expected, string option)
    {
        string[] arguments = ["build", "--no-restore", "-p:DefineConstants=WRONG", "-o", Path.Combine(package.Folder, "wrong"), option];
        var result = Tool.Dotnet(package.Consumer, [.. arguments.Where(argument => argument.Length > 0)]);
        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(expected, result.Output);
    }

    [Theory]
    [InlineData("error CMP0096: ", "")]
    [InlineData("error CS1029: #error: 'CMP0096: ", "-p:RunAnalyzers=false")]
    [InlineData("error CMP0094: ", "-p:EnableDefaultCompiledWeights=false")]
    public void Wrong_weights_fail_the_build_with_and_without_analyzers(string expected, string option)
    {
        var path = Path.Combine(package.Consumer, "models", "xor.weights");
        var right = File.ReadAllText(path);
        try
        {
            File.WriteAllText(path, right.Replace("values: 9", "values: 8"));
            string[] arguments = ["build", "--no-restore", "-o", Path.Combine(package.Folder, "wrong-weights"), option];
            var result = Tool.Dotnet(package.Consumer, [.. arguments.Where(argument => argument.Length > 0)]);
            Assert.NotEqual(0, result.ExitCode);
            Assert.Contains(expected, result.Output);
        }
        finally
        {
            File.WriteAllText(path, right);
        }
    }

    [Fact]
    public void A_program_that_gets_the_package_through_a_library_gets_the_instruction_set_too()
    {
        var library = Directory.CreateDirectory(Path.Combine(package.Folder, "Library")).FullName;
        var program = Directory.CreateDirectory(Path.Combine(package.Folder, "Program")).FullName;
        ConsumerSources.WriteTransitive(library, program, package.Version);
        _ = Tool.Dotnet(program, ["restore", .. package.RestoreOptions]).Succeeded();
        var output = Tool.Dotnet(program, "msbuild", "-t:CompiledChooseInstructionSet", "-p:RuntimeIdentifier=linux-x64").Succeeded();
        Assert.Contains("Program is compiled for x86-64-v3", output);
    }
}
