namespace Compiled.Package.Tests;

/// <summary>What the package's targets tell the ahead-of-time compiler: its own choice has no FMA and is 40 to 100 times slower.</summary>
public sealed class InstructionSetTests(PackedPackage package)
{
    [Theory]
    [InlineData("linux-x64", "", "x86-64-v3", false)]
    [InlineData("win-x64", "-p:CompiledInstructionSet=x86-64-v4", "x86-64-v4", false)]
    [InlineData("linux-x64", "-p:CompiledInstructionSet=native", "native", false)]
    [InlineData("linux-x64", "-p:CompiledInstructionSet=x86-64-v2", "x86-64-v2", true)]
    [InlineData("linux-x64", "-p:IlcInstructionSet=avx2%2Caes", "", false)]
    [InlineData("linux-x64", "-p:IlcInstructionSet=sse4.2", "", true)]
    [InlineData("linux-arm64", "", "", false)]
    [InlineData("linux-arm64", "-p:CompiledInstructionSet=x86-64-v4", "", false)]
    [InlineData("osx-arm64", "-p:CompiledInstructionSet=native", "native", false)]
    public void The_targets_choose_and_say_so(string runtime, string option, string chosen, bool warns)
    {
        string[] arguments = ["msbuild", "-v:m", "-t:CompiledChooseInstructionSet", $"-p:RuntimeIdentifier={runtime}", option];
        var output = Tool.Dotnet(package.Consumer, [.. arguments.Where(argument => argument.Length > 0)]).Succeeded();
        if (chosen.Length > 0)
            Assert.Contains($"Compiled: Consumer is compiled for {chosen};", output);
        else
            Assert.DoesNotContain("is compiled for", output);
        Assert.Equal(warns, output.Contains("warning CMP0090: ", StringComparison.Ordinal));
    }
}
