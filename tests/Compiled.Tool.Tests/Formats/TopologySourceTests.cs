using Compiled.Dynamic;
using Compiled.Tool.Formats;
using Compiled.Tool.Tests.Harness;

namespace Compiled.Tool.Tests.Formats;

/// <summary>A network in a file of C# is what a build makes of that file, or an error: never a guess.</summary>
public sealed class TopologySourceTests
{
    private const string Blocks = "[Network(2)] [Dense(2), Softmax] ";

    private static NetworkDeclaration Read(string source, string? className = null)
    {
        using var folder = new TemporaryFolder();
        return TopologySource.Read(folder.Write("Net.cs", source), className);
    }

    private static string Refused(string source, string? className = null) => Assert.ThrowsAny<ToolException>(() => Read(source, className)).Message;

    [Theory]
    [InlineData("enum Side { Right = 1, Left = 0 }", "Left", "Right")]
    [InlineData("enum Side { Right = 1 << 0, Left = Right - 1 }", "Left", "Right")]
    [InlineData("static class Values { public const int First = 0; } enum Side { Right = Values.First + 1, Left = Values.First }", "Left", "Right")]
    [InlineData("enum Side { B = 0b1, A = 0x0 }", "A", "B")]
    [InlineData("enum Side : byte { B = (byte)'b' - 97, A = 0 }", "A", "B")]
    [InlineData("enum Side : ulong { @class = 1ul, @event = 0ul }", "event", "class")]
    [InlineData("enum Side { Right = 1, [EnumMember(Value = \"to the left\")] Left = 0 }", "to the left", "Right")]
    [InlineData("static class Labels { public const string L = \"l-\" + nameof(Labels); } enum Side { Right = 1, [EnumMember(Value = Labels.L)] Left = 0 }", "l-Labels", "Right")]
    [InlineData("enum Side { Right = 1, [EnumMemberAttribute(Value = \"\"\"a \"b\\\" \"\"\")] Left = 0 }", "a \"b\\\" ", "Right")]
    [InlineData("enum Side { [System.ComponentModel.Description(\"x\")] Right = 1, [Obsolete] Left = 0 }", "Left", "Right")]
    public void Classes_are_ordered_by_value(string declared, params string[] labels)
    {
        var source = $"using System; using System.Runtime.Serialization; using Compiled; {Blocks} [Classes<Side>] sealed partial class Net; {declared}";
        Assert.Equal(labels, Read(source).Classes);
    }

    /// <summary>The first enum of that name in the file is another one each time.</summary>
    [Theory]
    [InlineData("namespace A { enum Side { X, Y } } namespace B { " + Blocks + "[Classes<Side>] partial class Net; enum Side { Right = 1, Left = 0 } }")]
    [InlineData("class A { enum Side { X, Y } } " + Blocks + "[Classes<Side>] partial class Net { } enum Side { Right = 1, Left = 0 }")]
    [InlineData("enum Side { X, Y } partial class A { private enum Side { Right = 1, Left = 0 } " + Blocks + "[Classes<Side>] private partial class Net; }")]
    [InlineData("enum Side { X, Y } " + Blocks + "[Classes<A.B.Side>] partial class Net; class A { public class B { public enum Side { Right = 1, Left = 0 } } }")]
    [InlineData("using S = N.Other; enum Side { X, Y } " + Blocks + "[Classes<S>] partial class Net; namespace N { enum Other { Right = 1, Left = 0 } }")]
    [InlineData("using C = Compiled.ClassesAttribute<N.Other>; enum Side { X, Y } " + Blocks + "[C] partial class Net; namespace N { enum Other { Right = 1, Left = 0 } }")]
    [InlineData("enum Side { X, Y } " + Blocks + "[global::Compiled.ClassesAttribute<@global.Side>] partial class Net; namespace @global { enum Side { Right = 1, Left = 0 } }")]
    [InlineData("enum Side { X, Y } " + Blocks + "partial class Net; [Classes<Real>] partial class Net; enum Real { Right = 1, Left = 0 }")]
    public void The_enum_is_the_one_that_the_compiler_would_take(string source)
    {
        var usings = source.StartsWith("using", StringComparison.Ordinal) ? source.IndexOf(';', StringComparison.Ordinal) + 1 : 0;
        Assert.Equal(["Left", "Right"], Read(source.Insert(usings, " using Compiled; ").TrimStart()).Classes);
    }

    [Theory]
    [InlineData("using D = Compiled.DenseAttribute; using Compiled; [Network(1 + 1)] [D(Sizes.Hidden)] [Compiled.ReluAttribute()] [@DenseAttribute(units: 3)] partial class Net; static class Sizes { public const int Hidden = 2 << 2; }", "[Network(inputs: 2)]\n[Dense(8), Relu]\n[Dense(3)]")]
    [InlineData("[Network(2)] [Dense(8, Bias = !true, L2 = 1e-4, Initializer = Initializer.HeNormal | 0), LeakyRelu(.1f * 1)] [Dense(1, Name = \"a\" + \"b\")] [MeanSquaredError] partial class Net;",
        "[Network(inputs: 2)]\n[Dense(8, Bias = false, L2 = 0.0001, Initializer = Initializer.HeNormal), LeakyRelu(slope: 0.10000000149011612)]\n[Dense(1, Name = \"ab\")]\n[MeanSquaredError]")]
    [InlineData("[Dense(8), Relu] [Dense(3)] partial class Net; [Network(2)] partial class Net;", "[Network(inputs: 2)]\n[Dense(8), Relu]\n[Dense(3)]")]
    [InlineData("[Network(2)] [Dense(8), Gelu(Approximation = GeluApproximation.Tanh)] [Head(\"a\", Weight = 0.5)] [Dense(2), Softmax] [CrossEntropy(LabelSmoothing = 0.1f)] [Weights(\"a.weights\")] [Serializable] partial class Net;",
        "[Network(inputs: 2)]\n[Dense(8), Gelu(Approximation = GeluApproximation.Tanh)]\n[Head(\"a\", Weight = 0.5)]\n[Dense(2), Softmax]\n[CrossEntropy(LabelSmoothing = 0.1f)]")]
    [InlineData("#if NET8_0_OR_GREATER && !NETSTANDARD2_0\n[Network(2)]\n#endif\n[Dense(3)]\n#if NETFRAMEWORK\n[Relu]\n#endif\npartial class Net;", "[Network(inputs: 2)]\n[Dense(3)]")]
    [InlineData("#define WIDE\n#if WIDE\n[Network(2)]\n#else\n[Network(3)]\n#endif\n[Dense(3)] partial class Net { \n#if DEBUG\n int Debug;\n#endif\n}", "[Network(inputs: 2)]\n[Dense(3)]")]
    [InlineData("[Network(2)] [Dense(3, Bias = true, Name = null), HardTanh(-1, 2)] [Dense(4, Initializer = (Initializer)3)] partial class Net;", "[Network(inputs: 2)]\n[Dense(3, Bias = true), HardTanh(min: -1, max: 2)]\n[Dense(4, Initializer = Initializer.HeUniform)]")]
    public void Attributes_are_those_that_the_compiler_reads(string source, string expected)
    {
        var declaration = Read(source);
        Assert.Equal(NetworkDeclaration.Parse(expected).Text, NetworkDeclaration.Parse(declaration.Text).Text);
        Assert.Equal("Net", declaration.Name);
    }

    [Theory]
    [InlineData(Blocks + "[Classes<Side>] partial class Net;", "line 1: The type or namespace name 'Side' could not be found")]
    [InlineData(Blocks + "[Classes<Side>] partial class Net; enum Side { A = Elsewhere.First, B }", "The name 'Elsewhere' does not exist")]
    [InlineData(Blocks + "[Classes<Side>] partial class Net; enum Side { [Label(\"a\")] A, B }", "'Label")]
    [InlineData(Blocks + "[Classes<Side>] partial class Net; enum Side { A, B } enum Side { B, A }", "twice")]
    [InlineData(Blocks + "[Classes<Side>] partial class Net; enum Side { A = -1, B = 0 }", "CMP0042: The enum 'Side' must have the values 0 to 1, each once, because they are the indices of the classes, but 'A' is -1")]
    [InlineData(Blocks + "[Classes<Side>] partial class Net; enum Side { A, B = 0 }", "CMP0042")]
    [InlineData(Blocks + "[Classes<Side>] partial class Net; enum Side { A, B, C }", "CMP0041: The enum 'Side' has 3 members, but the network 'Net' has 2 outputs")]
    [InlineData(Blocks + "[Classes<Side>] partial class Net; enum Side { Both, A = 0, B = 1 }", "CMP0041")]
    [InlineData("[Network(2)] [Dense(Elsewhere.Units)] partial class Net;", "The name 'Elsewhere' does not exist")]
    [InlineData("[Network(2)] [Dense(Size.Units)] partial class Net; static class Size { public const int Units = Elsewhere.Units; }", "An attribute argument must be a constant")]
    [InlineData("[Network(2)] [Dense(3)] [Own] [Relu] partial class Net;", "'Own")]
    [InlineData("[Network(2)] [Dense(0)] partial class Net;", "CMP0023")]
    [InlineData("[Network(2)] [Dense(3), Activation(typeof(My))] partial class Net; struct My;", "CMP0071")]
    [InlineData("[Network(2)] [Dense(3)] partial class Net;\n#if BIG\n[Dense(4)] partial class Net;\n#endif", "depends on the symbol BIG in its #if directives")]
    [InlineData("#if DEBUG\nenum Side { A, B }\n#else\nenum Side { B, A }\n#endif\n" + Blocks + "[Classes<Side>] partial class Net;", "the symbol DEBUG")]
    [InlineData("#if A || B || C || D || E || F || G\n#endif\n" + Blocks + "partial class Net;", "A, B, C, D, E, F, G")]
    [InlineData("#if A\nenum Side { A, B }\n#elif B\nenum Side { B, A }\n#else\nenum Side { A, B }\n#endif\n" + Blocks + "[Classes<Side>] partial class Net;", "the symbols A, B in its #if directives")]
    [InlineData("#if BIG\n#endif\nclass Net;", "does not declare a class with [Network]")]
    [InlineData(Blocks + "[Classes<Side>] partial class Net; enum Side { A = Values.First, B } static class Values { public const int First = Elsewhere.First; }", "Side.A")]
    [InlineData("[Network(2)] [Dense(3), Activation(typeof(Twice))] partial class Net; readonly struct Twice : IActivationFunction { public TLanes Value<TLanes>(TLanes x) where TLanes : struct, Compiled.Numerics.ILanes<TLanes> => x + x; public TLanes Derivative<TLanes>(TLanes x) where TLanes : struct, Compiled.Numerics.ILanes<TLanes> => x; }", "user-defined")]
    [InlineData("[Network(2)] [Dense(3)] partial class Net", "line 1")]
    [InlineData("class Net;", "does not declare a class with [Network]")]
    [InlineData("namespace A { [Network(2)] [Dense(3)] partial class Net; } namespace B { [Network(2)] [Dense(3)] partial class Net; }", "choose one with --class: A.Net, B.Net")]
    public void What_the_file_does_not_tell_is_an_error(string source, string expected)
    {
        var message = Refused((source.StartsWith('#') || source.StartsWith("class", StringComparison.Ordinal) ? "" : "using Compiled; ") + source);
        Assert.Contains(expected, message, StringComparison.Ordinal);
        Assert.Contains("Net.cs'", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_several_networks_one_is_chosen_by_name()
    {
        const string source = "using Compiled; namespace A { [Network(2)] [Dense(3)] partial class Net; [Network(2)] [Dense(5)] partial class Other; } namespace B { [Network(2)] [Dense(4)] partial class Net; }";
        Assert.Contains("Dense(4)", Read(source, "B.Net").Text, StringComparison.Ordinal);
        Assert.Contains("Dense(5)", Read(source, "Other").Text, StringComparison.Ordinal);
        Assert.Contains("declares 2 networks Net: choose one with --class: A.Net, Other, B.Net", Refused(source, "Net"), StringComparison.Ordinal);
        Assert.Contains("does not declare a network None: it declares A.Net, Other, B.Net.", Refused(source, "None"), StringComparison.Ordinal);
    }

    [Fact]
    public void Predictions_are_those_of_the_class_that_a_build_would_have()
    {
        using var folder = new TemporaryFolder();
        var network = Models.Create("[Network(inputs: 2)] [Dense(2), Softmax]");
        // Output 0 grows with the first feature, output 1 with the second.
        network.CopyParametersFrom([1, 0, 0, 1, 0, 0]);
        var source = folder.Write("Net.cs", "using Compiled; public enum Side { Right = 1, Left = 0 } [Network(2)] [Dense(2), Softmax] [Classes<Side>] public sealed partial class Net;");
        var path = Models.Save(network, folder["net.npz"]);
        var rows = folder.Write("rows.csv", "a,b,side\n5,0,Left\n0,5,Right\n4,1,Left\n1,4,Right\n");
        var run = ToolRun.Of("predict", path, rows, "--topology", source, "--target", "side");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("accuracy 1.0000 (4 of 4)", run.Error, StringComparison.Ordinal);
        Assert.Equal(["Left", "Right", "Left", "Right"], run.Output.TrimEnd().Split('\n')[1..].Select(line => line.Split(',')[0]));
    }
}
