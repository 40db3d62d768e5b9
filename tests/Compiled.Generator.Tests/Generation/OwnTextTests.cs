using System.Reflection;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Generation;

/// <summary>What Console.WriteLine(network) prints: the topology, unless the user's class has a text of its own.</summary>
[Trait("Speed", "slow")]
public sealed class OwnTextTests
{
    private const string Network = "using Compiled; [Network(2)] [Dense(1)] ";

    [Theory]
    [InlineData("public partial class Net;")]
    [InlineData("public partial class Net { public string ToString(string format) => format; public string ToString<T>() => \"\"; }")]
    [InlineData("public class Base; [Network(2)] [Dense(1)] public partial class Other : Base; [Network(2)] [Dense(1)] public partial class Net;")]
    public void A_network_without_a_text_of_its_own_prints_its_topology(string declaration)
    {
        var text = Print(declaration.Contains("Other", StringComparison.Ordinal) ? "using Compiled; " + declaration : Network + declaration, out var topology);
        Assert.Equal(topology, text);
        Assert.Contains("Dense", text);
    }

    [Theory]
    [InlineData("public partial class Net { public override string ToString() => \"mine\"; }")]
    [InlineData("public partial class Net : Base; public class Base { public sealed override string ToString() => \"mine\"; }")]
    [InlineData("public partial class Net { public sealed override string ToString() => \"mine\"; }")]
    [InlineData("public partial class Net : Base; public class Base { public override string ToString() => \"mine\"; }")]
    public void A_text_of_the_users_stays(string declaration) => Assert.Equal("mine", Print(Network + declaration, out _));

    private static string? Print(string source, out string? topology)
    {
        var result = GeneratorHarness.Run(source);
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerMessages);
        using var image = new MemoryStream();
        Assert.True(result.Output.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        var type = Assembly.Load(image.ToArray()).GetType("Net")!;
        topology = type.GetProperty("Topology")!.GetValue(null)!.ToString();
        return Activator.CreateInstance(type)!.ToString();
    }
}
