using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using Runs = Compiled.SameBits.SameBits;

namespace Compiled.Tests.Law;

/// <summary>
/// Law 3: the vector width never decides a bit. What training ends with is a constant in this repository, and child processes that are
/// denied instruction sets must find the same.
/// </summary>
public sealed class SameBitsTests
{
    /// <summary>Without intrinsics a vector is an array, and every operation on it a call and a loop: a few steps have to do.</summary>
    private const int FewSteps = 25;

    private const int ManySteps = 1000;

    public static TheoryData<string> Names => new(Runs.Runs.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_thousand_steps_end_with_the_bits_in_this_repository(string name) =>
        Assert.Equal(SameBitsConstants.AfterManySteps[name], Runs.Runs[name](ManySteps));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_few_steps_end_with_the_bits_in_this_repository(string name) =>
        Assert.Equal(SameBitsConstants.AfterFewSteps[name], Runs.Runs[name](FewSteps));

    [Fact]
    [Trait("Speed", "slow")]
    public void Without_AVX512_the_bits_are_the_same()
    {
        var printed = RunChild(ManySteps, "DOTNET_EnableAVX512");
        Assert.Equal("False", printed["Vector512"]);
        Assert.Equal(Vector256.IsHardwareAccelerated.ToString(), printed["Vector256"]);
        Compare(SameBitsConstants.AfterManySteps, printed);
    }

    /// <summary>FMA comes and goes with AVX2; without AVX, instructions have the encoding of SSE.</summary>
    [Theory]
    [InlineData("DOTNET_EnableAVX2")]
    [InlineData("DOTNET_EnableAVX")]
    [Trait("Speed", "slow")]
    public void Without_AVX2_and_FMA_the_bits_are_the_same(string withoutSwitch)
    {
        var printed = RunChild(ManySteps, withoutSwitch);
        Assert.Equal("False", printed["Vector512"]);
        Assert.Equal("False", printed["Vector256"]);
        Assert.Equal(Vector128.IsHardwareAccelerated.ToString(), printed["Vector128"]);
        // On x64, where the instruction comes with AVX2, these are the bits of its emulation.
        Assert.Equal(AdvSimd.IsSupported.ToString(), printed["Fused"]);
        Compare(SameBitsConstants.AfterManySteps, printed);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void Without_any_intrinsic_the_bits_are_the_same()
    {
        var printed = RunChild(FewSteps, "DOTNET_EnableHWIntrinsic");
        Assert.Equal("False", printed["Vector512"]);
        Assert.Equal("False", printed["Vector256"]);
        Assert.Equal("False", printed["Vector128"]);
        Assert.Equal("False", printed["Fused"]);
        Compare(SameBitsConstants.AfterFewSteps, printed);
    }

    [Theory]
    [InlineData("DOTNET_TieredPGO")]
    [InlineData("DOTNET_TieredCompilation")]
    [InlineData("DOTNET_ReadyToRun")]
    [Trait("Speed", "slow")]
    public void However_the_code_was_compiled_the_bits_are_the_same(string withoutSwitch) =>
        Compare(SameBitsConstants.AfterManySteps, RunChild(ManySteps, withoutSwitch));

    private static void Compare(IReadOnlyDictionary<string, string> expected, Dictionary<string, string> printed)
    {
        foreach (var (name, hash) in expected)
            Assert.Equal((name, hash), (name, printed[name]));
    }

    /// <summary>Runs Compiled.SameBits with one switch of the runtime off, and returns what it printed.</summary>
    private static Dictionary<string, string> RunChild(int steps, string switchedOff)
    {
        var host = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";
        var start = new ProcessStartInfo(host)
        {
            ArgumentList =
            {
                "exec", Path.Combine(AppContext.BaseDirectory, "Compiled.SameBits.dll"), steps.ToString(CultureInfo.InvariantCulture),
            },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[switchedOff] = "0";
        using var child = Process.Start(start)!;
        var error = child.StandardError.ReadToEndAsync();
        var output = child.StandardOutput.ReadToEnd();
        child.WaitForExit();
        Assert.True(child.ExitCode == 0, $"The child ended with {child.ExitCode}: {error.Result}");
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Split(' '))
            .ToDictionary(words => words[0], words => words[1]);
    }
}
