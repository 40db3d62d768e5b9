using System.Runtime.InteropServices;
using Compiled.Tests.Law;

namespace Compiled.Package.Tests;

/// <summary>Programs compiled ahead of time with PublishAot and nothing else.</summary>
public sealed class NativeTests(PackedPackage package, TrainingProgram program)
{
    private const string Refusal = "The required instruction sets are not supported by the current CPU.";

    /// <summary>Parts of names that only training code has.</summary>
    private static readonly string[] _training = ["Trainer", "Optimizer", "Compiled_Compiled_Adam", "Compiled_Compiled_Sgd"];

    [Fact]
    public void A_consumers_program_has_FMA_is_small_and_answers()
    {
        RequireLinker();
        var native = package.Native;
        Assert.DoesNotContain("warning", package.PublishOutput);
        if (RuntimeInformation.OSArchitecture == Architecture.X64)
            Assert.Contains("Compiled: Consumer is compiled for x86-64-v3;", package.PublishOutput);
        var answers = Tool.Run(package.Folder, native).Succeeded().ReplaceLineEndings("\n");
        Assert.Equal("00 0\n01 1\n10 1\n11 0\n", answers);
        Assert.InRange(new FileInfo(native).Length, 1, 2_000_000);
    }

    [Fact]
    public void An_older_processor_refuses_to_start_the_program_in_words()
    {
        RequireLinker();
        Assert.SkipUnless(RuntimeInformation.OSArchitecture == Architecture.X64, "The instruction sets are those of x64.");
        var emulator = Tool.Find("qemu-x86_64-static", "qemu-x86_64");
        Assert.SkipWhen(emulator is null, "qemu-user-static is not installed: there is no older processor to be.");
        var older = Tool.Run(package.Folder, emulator!, "-cpu", "Nehalem", package.Native);
        Assert.NotEqual(0, older.ExitCode);
        Assert.Contains(Refusal, older.Output);
        Assert.Contains("00 0", Tool.Run(package.Folder, emulator!, "-cpu", "Haswell", package.Native).Succeeded());
    }

    [Fact]
    public void A_network_without_a_loss_brings_no_training_code_and_one_with_a_loss_does()
    {
        RequireLinker();
        _ = package.Native;
        var inference = MapOf(Path.Combine(package.Consumer, "obj"));
        Assert.Contains("Xor", inference);
        Assert.All(_training, name => Assert.DoesNotContain(name, inference));

        _ = program.Path;
        var training = MapOf(Path.Combine(Tool.Repository, "tests/Compiled.Aot/obj"));
        Assert.All(_training, name => Assert.Contains(name, training));
    }

    [Fact]
    public void A_million_predictions_and_ten_thousand_steps_allocate_nothing_and_end_with_the_JITs_bits()
    {
        RequireLinker();
        var native = program.Path;
        Assert.DoesNotContain("warning", program.PublishOutput);
        var printed = Tool.Run(package.Folder, native);
        _ = printed.Succeeded();
        var pairs = printed.Pairs();
        Assert.Equal("True", pairs["Fma"]);
        Assert.Equal("0", pairs["AllocatedByThread"]);
        Assert.Equal("0", pairs["Allocated"]);
        Assert.Equal("0", pairs["Collections"]);
        Assert.Equal("True", pairs["RowsAgree"]);
        Assert.Equal("0", pairs["RowsAllocated"]);
        Compare(SameBitsConstants.AfterManySteps, pairs);
    }

    internal static void Compare(IReadOnlyDictionary<string, string> expected, Dictionary<string, string> printed)
    {
        foreach (var (name, hash) in expected)
            Assert.Equal((name, hash), (name, printed[name]));
    }

    private static string MapOf(string folder)
    {
        var newest = Directory.GetFiles(folder, "*.map.xml", SearchOption.AllDirectories).MaxBy(File.GetLastWriteTimeUtc);
        Assert.NotNull(newest);
        return File.ReadAllText(newest);
    }

    internal static void RequireLinker() => Assert.SkipWhen(
        OperatingSystem.IsLinux() && Tool.Find("clang", "gcc") is null,
        "NativeAOT links with clang or gcc, and neither is installed.");
}
