extern alias runtime;

using System.Reflection;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Generation;

/// <summary>A network may be called what its trainer inherits: the emitted code must mean the class, or a worded error says what is in the way.</summary>
[Trait("Speed", "slow")]
public sealed class InheritedNameTests
{
    [Fact]
    public void A_network_may_have_the_name_of_any_member_of_its_trainer()
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
        var names = typeof(runtime::Compiled.Runtime.RowTrainer<>).GetMembers(Any)
            .Where(member => member is not ConstructorInfo && member is PropertyInfo or MethodInfo { IsSpecialName: false } && IsInherited(member))
            .Select(member => member.Name).Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.Contains("Loss", names);
        Assert.Contains("Activations", names);
        var declarations = names.Select((name, index) =>
            $"namespace N{index} {{ [Network(2)] [Dense(20), Relu] [Dense(1)] [MeanSquaredError] public sealed partial class {name}; }}\n");
        var result = GeneratorHarness.Run("using Compiled;\n" + string.Concat(declarations));
        Assert.Empty(result.CompilerMessages.Where(message => message.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(message => message.ToString()));
    }

    private static bool IsInherited(MemberInfo member) => (member as MethodInfo ?? ((PropertyInfo)member).GetMethod!) is { IsPublic: true } or { IsFamily: true } or { IsFamilyOrAssembly: true };
}
