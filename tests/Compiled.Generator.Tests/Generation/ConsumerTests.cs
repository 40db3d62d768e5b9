using Compiled.Generator.Model;
using Compiled.Generator.Parsing;
using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Generation;

/// <summary>Whatever the consumer's project says, the emitted code compiles in it without a warning.</summary>
[Trait("Speed", "slow")]
public sealed class ConsumerTests
{
    private const string Networks = """
        [Compiled.Network(5)]
        [Compiled.Dense(4), Compiled.Relu, Compiled.Dense(1), Compiled.Sigmoid]
        [Compiled.BinaryCrossEntropy]
        public sealed partial class NoNamespace;

        namespace @class.@event
        {
            public partial record struct @struct
            {
                public partial interface @interface
                {
                    internal partial class @new
                    {
                        [Compiled.Network(3)]
                        [Compiled.Dense(2, Name = "class"), Compiled.Softmax]
                        [Compiled.Classes<@enum>]
                        [Compiled.CrossEntropy]
                        protected internal sealed partial class @void;
                    }
                }
            }

            public enum @enum { @true, @false }
        }

        namespace App.System
        {
            public class Span;
            public class Math;
            public class Compiled;

            [global::Compiled.Network(40)]
            [global::Compiled.Dense(33), global::Compiled.Tanh, global::Compiled.Dense(17), global::Compiled.LeakyRelu, global::Compiled.Dense(3)]
            [global::Compiled.MeanSquaredError]
            internal sealed partial class Net;
        }
        """;

    public static TheoryData<string> Projects => ["default", "nullable off", "checked", "unsafe", "C# 12", "C# preview"];

    [Theory]
    [MemberData(nameof(Projects))]
    public void The_output_compiles_without_a_warning(string project)
    {
        var options = project switch
        {
            "nullable off" => new HarnessOptions { Nullable = NullableContextOptions.Disable },
            "checked" => new HarnessOptions { Checked = true },
            "unsafe" => new HarnessOptions { Unsafe = true },
            "C# 12" => new HarnessOptions { Language = LanguageVersion.CSharp12 },
            "C# preview" => new HarnessOptions { Language = LanguageVersion.Preview },
            _ => HarnessOptions.Default,
        };
        var result = GeneratorHarness.Run(Networks, options);
        Assert.Empty(result.Problems);
        Assert.Equal(3, result.Sources.Count);
        Assert.Empty(result.CompilerMessages);
    }

    [Fact]
    public void The_parser_knows_every_name_that_the_emitter_takes()
    {
        var result = GeneratorHarness.Run(
            "using Compiled; [Network(3)] [Dense(2, Name = \"first\"), Relu] [Dense(2), Softmax] [CrossEntropy] public partial class Net;");
        var type = result.Output.GetTypeByMetadataName("Net")!;
        var spec = new NetworkSpec(
            TypeReader.Read(type), 3,
            new([Dense("First", 0), Dense("Dense1", 1), new ActivationSpec("Softmax", 2)]), new LossSpec("CrossEntropy"), null, null);
        var known = GeneratedMembers.NamesOf(spec).Concat(GeneratedMembers.MethodsOf(spec).Select(method => method.Name)).ToHashSet();
        var taken = type.GetMembers().Where(member => !member.IsImplicitlyDeclared && member.CanBeReferencedByName).Select(member => member.Name);
        // ToString is written only where the class has none of its own, so it takes no name away.
        Assert.Empty(taken.Except(known).Except([nameof(ToString)]));
    }

    private static DenseSpec Dense(string name, int index) => new(name, index, 2, 2, HasBias: true, Initializer.Zeros, 0);
}
