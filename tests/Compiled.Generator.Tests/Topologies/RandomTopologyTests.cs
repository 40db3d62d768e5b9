extern alias runtime;

using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Compiled.Generator.Blocks;
using Compiled.Generator.Tests.Harness;
using CsCheck;
using runtime::Compiled;

namespace Compiled.Generator.Tests.Topologies;

/// <summary>
/// Two hundred random networks, compiled here by the generator and compared with the oracle: predictions, losses, gradients, updates, bits.
/// The same ones in every run; <c>COMPILED_TOPOLOGY_SEED</c> draws others.
/// </summary>
[Collection(nameof(Alone))]
[Trait("Speed", "slow")]
public sealed class RandomTopologyTests
{
    private const string SeedSwitch = "COMPILED_TOPOLOGY_SEED";

    /// <summary>A compilation costs seconds, so each one takes many networks.</summary>
    private const int PerCompilation = 50;

    private const int Compilations = 4;

    private static readonly ulong Seed = ulong.Parse(Environment.GetEnvironmentVariable(SeedSwitch) ?? "1", CultureInfo.InvariantCulture);

    internal static IReadOnlyList<DrawnNetwork> Networks { get; } = [.. Enumerable.Range(0, Compilations * PerCompilation).Select(Draw)];

    public static TheoryData<int> Parts => [.. Enumerable.Range(0, Compilations)];

    [Theory]
    [MemberData(nameof(Parts))]
    public void A_random_network_predicts_and_learns_as_the_oracle_does(int part)
    {
        var networks = Networks.Skip(part * PerCompilation).Take(PerCompilation).ToList();
        var image = EmittedProgram.BuildQuickly(DrawnBlocks.OwnActivation + DrawnLosses.OwnLoss + string.Concat(networks.Select(network => network.Source)));
        var context = new AssemblyLoadContext($"topologies {part}", isCollectible: true);
        try
        {
            var assembly = context.LoadFromStream(new MemoryStream(image));
            foreach (var network in networks)
                Check(network, assembly.GetType(network.Name, throwOnError: true)!);
        }
        finally
        {
            context.Unload();
        }
    }

    [Fact]
    public void Every_kind_of_block_and_loss_is_drawn()
    {
        var sources = Networks.Select(network => network.Source).ToList();
        var missing = BlockTable.All.Select(kind => kind.Kind).Append("Differentiable")
            .Where(kind => !sources.Any(source => source.Contains($"[{kind}]", StringComparison.Ordinal) || source.Contains($"[{kind}(", StringComparison.Ordinal)));
        Violations.MustBeNone(missing.Select(kind => $"[{kind}] is in no random network: give it an entry in {nameof(DrawnBlocks)}, {nameof(DrawnLayers)} or {nameof(DrawnLosses)}."));
    }

    /// <summary>The network of that number: the same whatever the others are.</summary>
    private static DrawnNetwork Draw(int index) => TopologyGen.Any.Generate(new PCG((uint)index, Seed), null, out _) with { Name = $"Net{index}" };

    private static void Check(DrawnNetwork drawn, Type type)
    {
        try
        {
            Call(typeof(PredictionCheck), type, drawn);
            if (drawn.Learns)
                Call(typeof(TrainingCheck), type, drawn);
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{exception.Message}\n\n{drawn.Source}\n{SeedSwitch}={Seed}, {drawn.Rule}", exception);
        }
    }

    private static void Call(Type check, Type network, DrawnNetwork drawn) => _ = check.GetMethod("Run")!.MakeGenericMethod(network)
        .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [drawn], CultureInfo.InvariantCulture);
}
