using Compiled.Benchmarks.Results;
using Compiled.Tests;

namespace Compiled.Generator.Tests.Results;

public sealed class MachineTests
{
    [Theory]
    [InlineData("AMD EPYC", 25, 17, "AMD EPYC (Zen 4)", "amd-epyc-zen-4")]
    [InlineData("AMD EPYC 7513 32-Core Processor", 25, 1, "AMD EPYC 7513 (Zen 3)", "amd-epyc-7513-zen-3")]
    [InlineData("Intel(R) Xeon(R) Platinum 8481C CPU @ 2.70GHz", 6, 143, "Intel Xeon Platinum 8481C (Sapphire Rapids)", "intel-xeon-platinum-8481c-sapphire-rapids")]
    [InlineData("Intel(R) Core(TM) i7", 6, 1, "Intel Core i7 (family 6, model 1)", "intel-core-i7-family-6-model-1")]
    [InlineData("Arm64", 0, 0, "Arm64", "arm64")]
    public void A_processor_is_named_without_decoration(string brand, int family, int model, string name, string folder)
    {
        Assert.Equal(name, ProcessorName.Of(brand, family, model));
        Assert.Equal(folder, ProcessorName.Folder(name));
    }

    [Fact]
    public void Each_tier_has_a_folder_of_its_own() =>
        Assert.Equal(
            ("benchmarks/results/amd-epyc-zen-4/avx512", "benchmarks/results/amd-epyc-zen-4/avx2"),
            (Machine.Folder("AMD EPYC (Zen 4)", "AVX-512"), Machine.Folder("AMD EPYC (Zen 4)", "AVX2")));

    [Fact]
    public void A_written_machine_reads_back_as_itself()
    {
        var machine = new Machine("AMD EPYC (Zen 4)", "AVX2", ".NET 10.0.1", "2026-01-02", "abc1234", 110, 200, 80);
        Assert.Equal(machine, Machine.Read(machine.Write()));
        Assert.Equal("The machine table has no 'processor'.", Assert.Throws<FormatException>(() => Machine.Read("what\tvalue\n")).Message);
    }

    [Fact]
    public void Results_lie_in_the_folder_of_their_machine() =>
        Assert.All(PerformancePage.Folders(Repository.Root), folder =>
        {
            var machine = Machine.Read(File.ReadAllText(Path.Combine(folder, Machine.File)));
            Assert.Equal(Machine.Folder(machine.Processor, machine.Tier), Path.GetRelativePath(Repository.Root, folder).Replace('\\', '/'));
        });
}
