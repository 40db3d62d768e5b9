using Compiled.Package.Tests;

[assembly: AssemblyFixture(typeof(ArmProgram))]

namespace Compiled.Package.Tests;

/// <summary>tests/Compiled.Aot compiled for linux-arm64 and run under emulation, once.</summary>
public sealed class ArmProgram : IDisposable
{
    private const int NotInstalled = 77;

    private readonly string _folder = Directory.CreateTempSubdirectory("compiled-arm64-").FullName;
    private readonly Lazy<ToolResult> _run;

    public ArmProgram() => _run = new(() => Tool.Run(
        _folder, Path.Combine(Tool.Repository, "tests/Compiled.SameBits/run-arm64.sh"), "1000", Path.Combine(_folder, "published")));

    /// <summary>What the program printed; skips the test where the tools are not installed.</summary>
    public Dictionary<string, string> Printed
    {
        get
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "run-arm64.sh is for Linux.");
            Assert.SkipWhen(_run.Value.ExitCode == NotInstalled, _run.Value.Output.Trim());
            _ = _run.Value.Succeeded();
            return _run.Value.Pairs();
        }
    }

    /// <summary>Its machine code as objdump prints it.</summary>
    public string Disassembly()
    {
        _ = Printed;
        var objdump = Tool.Find("aarch64-linux-gnu-objdump");
        Assert.SkipWhen(objdump is null, "binutils-aarch64-linux-gnu is not installed.");
        var compiled = Path.Combine(Tool.Repository, $"tests/Compiled.Aot/obj/{Tool.Configuration}/net10.0/linux-arm64/native/Compiled.Aot.o");
        return Tool.Run(_folder, objdump!, "-dr", "--no-show-raw-insn", compiled).Succeeded();
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
