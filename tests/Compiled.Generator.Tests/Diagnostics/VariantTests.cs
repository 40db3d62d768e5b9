using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Diagnostics;

/// <summary>The other faces of the diagnostics: what one help page cannot show.</summary>
public sealed class VariantTests
{
    private const string LossMembers =
        "public T Value<T>(T y, T t) where T : struct, Compiled.Numerics.ILanes<T> => y; public T Derivative<T>(T y, T t) where T : struct, Compiled.Numerics.ILanes<T> => y;";

    private const string Heads = "[Network(2)] [Dense(2)] [Head(\"a\")] [Dense(1)] [MeanSquaredError] [Head(";

    private const string Valid = "[Network(2)] [Dense(1)]";

    [Theory]
    [InlineData("CMP0001", "public partial class Outer { " + Valid + " class Net; }")]
    [InlineData("CMP0002", "public struct Outer { " + Valid + " partial class Net; }")]
    [InlineData("CMP0005", "public partial class Outer<T> { " + Valid + " partial class Net; }")]
    [InlineData("CMP0006", Valid + " ref partial struct Net;")]
    [InlineData("CMP0008", "file partial class Outer { " + Valid + " public partial class Net; }")]
    [InlineData("CMP0009", Valid + " partial record struct Net;")]
    [InlineData("CMP0011", Valid + " partial class Net : Base; " + Valid + " public partial class Base { protected Base(int unused) : this() { } }")]
    [InlineData("CMP0012", "class Base { public required int Size; } " + Valid + " partial class Net : Base;")]
    [InlineData("CMP0013", Valid + " partial class Net { Net(int a) : base() { } }")]
    [InlineData("CMP0022", "[Network(-1)] [Dense(1)] partial class Net;")]
    [InlineData("CMP0022", "[Network(int.MaxValue)] [Dense(1)] partial class Net;")]
    [InlineData("CMP0022", "[Network(default)] [Dense(1)] partial class Net;")]
    [InlineData("CMP0023", "[Network(2)] [Dense(0)] partial class Net;")]
    [InlineData("CMP0023", "[Network(2)] [Dense(int.MinValue)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [LeakyRelu(double.NaN)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [LeakyRelu(-0.1)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [LeakyRelu(double.PositiveInfinity)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [LeakyRelu(0.999999999)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Elu(double.NaN)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Elu(-1)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Elu(1e39)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Softplus(0)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Softplus(1e-50)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Softplus(1, double.PositiveInfinity)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [HardTanh(1, 1)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [HardTanh(2)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [HardTanh(double.NegativeInfinity, 1)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Gelu(Approximation = (GeluApproximation)2)] partial class Net;")]
    [InlineData("CMP0026", "[Network(2)] [Dense(1, Initializer = Initializer.Constant, InitializerConstant = float.NaN)] partial class Net;")]
    [InlineData("CMP0026", "[Network(2)] [Dense(1, Initializer = Initializer.Constant, InitializerConstant = float.PositiveInfinity)] partial class Net;")]
    [InlineData("CMP0027", "[Network(2)] [Dense(1, Initializer = (Initializer)(-1))] partial class Net;")]
    [InlineData("CMP0028", "[Network(2)] [Dense(1, Initializer = Initializer.HeNormal, InitializerConstant = 1)] partial class Net;")]
    [InlineData("CMP0029", "[Network(2)] [Dense(1, Name = \"\")] partial class Net;")]
    [InlineData("CMP0029", "[Network(2)] [Dense(1, Name = \"1st\")] partial class Net;")]
    [InlineData("CMP0029", "[Network(2)] [Dense(1, Name = \"__\")] partial class Net;")]
    [InlineData("CMP0029", "[Network(2)] [Dense(1, Name = \"_1\")] partial class Net;")]
    [InlineData("CMP0029", "[Network(2)] [Dense(1, Name = \"a;b\")] partial class Net;")]
    [InlineData("CMP0030", "[Network(2)] [Dense(1, Name = \"Dense1\")] [Dense(1)] partial class Net;")]
    [InlineData("CMP0023", "[Network(2)] [Dense(0), Softmax] [CrossEntropy] partial class Net;")]
    [InlineData("CMP0032", "[Network(2)] [Dense(3), Softmax] [Dense(2)] [CrossEntropy] partial class Net;")]
    [InlineData("CMP0032", "[Network(2)] [Dense(3), Softmax, Relu] [CrossEntropy] partial class Net;")]
    [InlineData("CMP0032", "[Network(2)] [Dense(1), Softmax, Relu] [CrossEntropy] partial class Net;")]
    [InlineData("CMP0033", "[Network(2)] [Dense(1), Softmax] [BinaryCrossEntropy] partial class Net;")]
    [InlineData("CMP0033", "[Network(2)] [Dense(1)] [BinaryCrossEntropy] partial class Net;")]
    [InlineData("CMP0033", "[Network(2)] [Dense(2), Softmax] [BinaryCrossEntropy] partial class Net;")]
    [InlineData("CMP0033", "[Network(2)] [Dense(1), Sigmoid] [CrossEntropy] partial class Net;")]
    [InlineData("CMP0034", "[Network(2)] [Dense(1)] [MeanSquaredError, MeanSquaredError] partial class Net;")]
    [InlineData("CMP0036", Valid + " partial class Net { public Net() { } }")]
    [InlineData("CMP0036", Valid + " partial class Net { public Net(long other) : this() { } }")]
    [InlineData("CMP0036", Valid + " partial class Net { void CopyParametersTo(System.Span<float> target) { } }")]
    [InlineData("CMP0036", Valid + " partial class Net { float Predict(System.ReadOnlySpan<float> target) => 0; }")]
    [InlineData("CMP0036", Valid + " partial class Net { class Predict; }")]
    [InlineData("CMP0036", Valid + " partial class Net { int Dense0; }")]
    [InlineData("CMP0036", Valid + " partial class Net { int _parameters; }")]
    [InlineData("CMP0036", Valid + " partial class Net { int get_Topology() => 0; }")]
    [InlineData("CMP0036", Valid + "[MeanSquaredError] partial class Net { class Trainer; }")]
    [InlineData("CMP0036", Valid + "[MeanSquaredError] partial class Net { void CreateTrainer<T>(T optimizer, TrainerOptions? options) { } }")]
    [InlineData("CMP0036", "[Network(2)] [Dense(2), Softmax] partial class Net { int Classify(System.ReadOnlySpan<float> x) => 0; }")]
    [InlineData("CMP0036", "[Network(2)] [Dense(2), Softmax] partial class Net { int Classify(System.ReadOnlySpan<float> x, System.Span<float> y) => 0; }")]
    [InlineData("CMP0036", Valid + " partial class Net { void Predict(System.ReadOnlySpan<float> x, ref float y, System.Span<float> z) { } }")]
    [InlineData("CMP0036", "class Base { public int Clone() => 0; } " + Valid + " partial class Net : Base;")]
    [InlineData("CMP0037", Valid + " partial class Predict;")]
    [InlineData("CMP0037", Valid + " partial class Dense0;")]
    [InlineData("CMP0038", "[Network(2)] [Dense(1, Name = \"toString\")] partial class Net;")]
    [InlineData("CMP0039", "[Network(2)] [Dense(3), Relu] [Dense(1), Softmax] partial class Net;")]
    [InlineData("CMP0039", "[Network(2)] [Dense(1), Tanh, Softmax] [MeanSquaredError] partial class Net;")]
    [InlineData("CMP0040", "[Network(2)] [Dense(2), Softmax] [Classes<int[]>] partial class Net;")]
    [InlineData("CMP0042", "enum E : ulong { A = 0, B = ulong.MaxValue } [Network(2)] [Dense(2), Softmax] [Classes<E>] partial class Net;")]
    [InlineData("CMP0042", "enum E { A, B = 0 } [Network(2)] [Dense(2), Softmax] [Classes<E>] partial class Net;")]
    [InlineData("CMP0043", "enum E { A, B } [Network(2)] [Dense(2)] [Classes<E>] partial class Net;")]
    [InlineData("CMP0044", "partial class Outer { private enum E { A, B } [Network(2)] [Dense(2), Softmax] [Classes<E>] internal partial class Net; }")]
    [InlineData("CMP0044", "file enum E { A, B } [Network(2)] [Dense(2), Softmax] [Classes<E>] partial class Net;")]
    [InlineData("CMP0050", "[Network(2)] [Dense(2, Initializer = Initializer.Zeros), Relu] [Dense(1)] partial class Net;")]
    [InlineData("CMP0050", "[Network(2)] [Dense(2, Initializer = Initializer.Constant), Tanh] [Dense(1)] partial class Net;")]
    [InlineData("CMP0050", "[Network(2)] [Dense(2, Initializer = Initializer.HeUniform), Sigmoid] [Dense(1)] partial class Net;")]
    [InlineData("CMP0050", "[Network(2)] [Dense(2, Initializer = Initializer.LeCunNormal), LeakyRelu] [Dense(1)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Huber(0)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Huber(-1)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Huber(double.NaN)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Huber(1e39)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Quantile(0)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Quantile(1)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Quantile(0.999999999)] partial class Net;")]
    [InlineData("CMP0026", Valid + " [Quantile(double.NaN)] partial class Net;")]
    [InlineData("CMP0026", "[Network(2)] [Dense(2), Softmax] [CrossEntropy(LabelSmoothing = 1)] partial class Net;")]
    [InlineData("CMP0026", "[Network(2)] [Dense(2), Softmax] [CrossEntropy(LabelSmoothing = -0.1f)] partial class Net;")]
    [InlineData("CMP0026", "[Network(2)] [Dense(2), Softmax] [CrossEntropy(LabelSmoothing = float.NaN)] partial class Net;")]
    [InlineData("CMP0033", "[Network(2)] [Dense(2)] [KullbackLeibler] partial class Net;")]
    [InlineData("CMP0034", Valid + " [Huber, Hinge] partial class Net;")]
    [InlineData("CMP0055", Valid + " [Loss(typeof(int))] partial class Net;")]
    [InlineData("CMP0055", Valid + " [Loss(null!)] partial class Net;")]
    [InlineData("CMP0055", Valid + " [Loss(typeof(int[]))] partial class Net;")]
    [InlineData("CMP0055", "class L : ILoss { " + LossMembers + " } " + Valid + " [Loss(typeof(L))] partial class Net;")]
    [InlineData("CMP0055", "ref struct L : ILoss { " + LossMembers + " } " + Valid + " [Loss(typeof(L))] partial class Net;")]
    [InlineData("CMP0055", "struct L<T> : ILoss { " + LossMembers + " } " + Valid + " [Loss(typeof(L<>))] partial class Net;")]
    [InlineData("CMP0055", "file struct L : ILoss { " + LossMembers + " } " + Valid + " [Loss(typeof(L))] partial class Net;")]
    [InlineData("CMP0055", Valid + " [Loss(typeof(L))] partial class Net { private struct L : ILoss { " + LossMembers + " } }")]
    [InlineData("CMP0032", "[Network(2)] [Dense(3), LogSoftmax] [Dense(2)] partial class Net;")]
    [InlineData("CMP0039", "[Network(2)] [Dense(1), LogSoftmax] partial class Net;")]
    [InlineData("CMP0070", Valid + " [Activation(null!)] partial class Net;")]
    [InlineData("CMP0070", Valid + " [Activation(typeof(int[]))] partial class Net;")]
    [InlineData("CMP0070", Valid + " [Activation(typeof(System.Span<int>))] partial class Net;")]
    [InlineData("CMP0071", Valid + " [Activation(typeof(int))] partial class Net;")]
    [InlineData("CMP0062", Valid + " [Budget(MaxScratchBytes = -5)] partial class Net;")]
    [InlineData("CMP0080", "[Network(2)] [BeginResidual] [BeginResidual] [Dense(2)] [EndResidual] partial class Net;")]
    [InlineData("CMP0081", "[Network(2)] [EndResidual] [Dense(1)] partial class Net;")]
    [InlineData("CMP0081", "[Network(2)] [BeginResidual] [Dense(2)] [EndResidual] [EndResidual] partial class Net;")]
    [InlineData("CMP0082", "[Network(2)] [BeginResidual] [Dense(3)] [BeginResidual] [Dense(3)] [EndResidual] [EndResidual] [Dense(2)] partial class Net;")]
    [InlineData("CMP0083", "[Network(2)] [BeginResidual] [EndResidual] [Dense(2)] partial class Net;")]
    [InlineData("CMP0083", "[Network(2)] [BeginResidual] [Dense(2)] [BeginResidual] [Tanh] [EndResidual] [EndResidual] partial class Net;")]
    [InlineData("CMP0023", "[Network(2)] [BeginResidual] [Dense(0)] [EndResidual] partial class Net;")]
    [InlineData("CMP0080", "[Network(2)] [Dense(2)] [BeginResidual] [Dense(2)] [Head(\"a\")] [Dense(2)] [MeanSquaredError] partial class Net;")]
    [InlineData("CMP0081", "[Network(2)] [Dense(2)] [Head(\"a\")] [Dense(2)] [EndResidual] [MeanSquaredError] partial class Net;")]
    [InlineData("CMP0084", "[Network(2)] [Head(\"a\")] [Dense(2)] partial class Net;")]
    [InlineData("CMP0085", "[Network(2)] [Dense(2)] [Head(\"a\")] [Head(\"b\")] [Dense(2)] [MeanSquaredError] partial class Net;")]
    [InlineData("CMP0085", "[Network(2)] [Dense(2)] [Head(\"a\")] [MeanSquaredError] partial class Net;")]
    [InlineData("CMP0026", Heads + "\"b\", Weight = 0)] [Dense(1)] [Huber] partial class Net;")]
    [InlineData("CMP0026", Heads + "\"b\", Weight = -1)] [Dense(1)] [Huber] partial class Net;")]
    [InlineData("CMP0026", Heads + "\"b\", Weight = double.NaN)] [Dense(1)] [Huber] partial class Net;")]
    [InlineData("CMP0026", Heads + "\"b\", Weight = 1e39)] [Dense(1)] [Huber] partial class Net;")]
    [InlineData("CMP0029", Heads + "\"1st\")] [Dense(1)] [Huber] partial class Net;")]
    [InlineData("CMP0029", Heads + "\"\")] [Dense(1)] [Huber] partial class Net;")]
    [InlineData("CMP0038", Heads + "\"heads\")] [Dense(1)] [Huber] partial class Net;")]
    [InlineData("CMP0038", Heads + "\"b\")] [Dense(1, Name = \"Heads\")] [Huber] partial class Net;")]
    [InlineData("CMP0036", Heads + "\"b\")] [Dense(1)] [Huber] partial class Net { int Heads; }")]
    [InlineData("CMP0032", "[Network(2)] [Dense(2), Softmax] [Head(\"a\")] [Dense(2)] [Huber] partial class Net;")]
    [InlineData("CMP0033", Heads + "\"b\")] [Dense(2), Sigmoid] [CrossEntropy] partial class Net;")]
    [InlineData("CMP0034", Heads + "\"b\")] [Dense(2)] [Huber] [Hinge] partial class Net;")]
    [InlineData("CMP0035", Heads + "\"b\")] [Dense(2)] [Huber] [Relu] partial class Net;")]
    [InlineData("CMP0039", "[Network(2)] [Head(\"a\")] [Dense(1), Softmax] [CrossEntropy] [Head(\"b\")] [Dense(1)] [Huber] partial class Net;")]
    [InlineData("CMP0043", "enum E { A, B } [Network(2), Classes<E>] [Dense(2)] [Head(\"a\")] [Dense(2), Softmax] [CrossEntropy] partial class Net;")]
    [InlineData("CMP0088", "[Network(1)] [Dense(6000)] [BeginResidual] [Dense(1)] [Dense(6000), Tanh] [EndResidual] [Dense(1)] partial class Net;")]
    [InlineData("CMP0032", "[Network(2)] [BeginResidual] [Dense(2), Softmax] [EndResidual] partial class Net;")]
    public void Has_the_problem(string id, string declaration)
    {
        var result = GeneratorHarness.Run("using Compiled;\n" + declaration);
        Assert.Equal([id], result.Ids);
    }

    [Theory]
    [InlineData(Valid + " partial class Net { Net(int a) : this() { } Net(string a) : this(a.Length) { } static Net() { } ~Net() { } }")]
    [InlineData(Valid + " partial class Net { int Predict(int a) => a; int Trainer; float Classify => 0; void CreateTrainer() { } }")]
    [InlineData(Valid + " partial class Net { class Inner { int Predict; } }")]
    [InlineData("class Base { int Topology; protected Base(int a = 0) { } } " + Valid + " partial class Net : Base;")]
    [InlineData("[Network(2)] [Dense(1), LeakyRelu(0)] partial class Net;")]
    [InlineData(Valid + " [Huber] partial class Net;")]
    [InlineData(Valid + " [Quantile(tau: 0.05)] partial class Net;")]
    [InlineData("[Network(2)] [Dense(2), Softmax] [CrossEntropy(LabelSmoothing = 0.1f)] partial class Net;")]
    [InlineData("struct L<T> : ILoss { " + LossMembers + " } " + Valid + " [Loss(typeof(L<int>))] partial class Net;")]
    [InlineData(Valid + " [Loss(typeof(@class))] partial class Net { internal readonly struct @class : ILoss { " + LossMembers + " } }")]
    [InlineData("[Network(2)] [Dense(1, Name = null)] partial class Net;")]
    [InlineData("[Network(2)] [Dense(1, Name = \"class\")] partial class Net;")]
    [InlineData("[Network(2)] [Dense(1, Name = \"größe\")] partial class Net;")]
    [InlineData("[Network(2)] [Dense(2, Initializer = Initializer.HeNormal)] [Dense(1, Initializer = Initializer.Zeros)] partial class Net;")]
    [InlineData("partial class Outer { private enum E { A, B } [Network(2)] [Dense(2), Softmax] [Classes<E>] private partial class Net; }")]
    [InlineData("public partial class Outer { protected enum E { A, B } [Network(2)] [Dense(2), Softmax] [Classes<E>] protected partial class Net; }")]
    [InlineData("[Network(2)] partial class Net; [Dense(1)] partial class Net; [Budget(MaxParameters = 3)] partial class Net;")]
    [InlineData("[Network(2)] [Dense(2), Sigmoid] [Dense(2), Relu] [Dense(2), Tanh] [Dense(2), Sigmoid] partial class Net;")]
    [InlineData("[Network(2)] [BeginResidual, Dense(2), EndResidual] partial class Net;")]
    [InlineData("[Network(2)] [Dense(2), Sigmoid] [BeginResidual, Dense(2), Tanh, EndResidual] [BeginResidual, Dense(2), Tanh, EndResidual] [BeginResidual, Dense(2), Tanh, EndResidual] partial class Net;")]
    [InlineData("[Network(2)] [BeginResidual] [BeginResidual] [Dense(3), Relu] [BeginResidual] [Dense(3)] [EndResidual] [Dense(2)] [EndResidual] [EndResidual] [Dense(1), Sigmoid] [BinaryCrossEntropy] partial class Net;")]
    [InlineData(Heads + "\"class\", Weight = 0.1)] [Dense(1, Initializer = Initializer.Zeros), Sigmoid] [BinaryCrossEntropy] partial class Net;")]
    [InlineData("[Network(2)] [Dense(1, Name = \"Heads\")] partial class Net { }")]
    [InlineData(Heads + "\"Equals\")] [BeginResidual] [Dense(2)] [EndResidual] [Poisson] public partial class Net;")]
    public void Has_no_problem(string declaration)
    {
        var result = GeneratorHarness.Run("using Compiled;\n" + declaration);
        Assert.Empty(result.Ids);
        Assert.Empty(result.CompilerErrors);
    }

    [Theory]
    [InlineData("[Network(2)] [Dense(3, Name = \"hidden\"), Sigmoid, Dense(0)]", "Dense block 'Dense1' has 0 units, but it needs 1 to 8,192")]
    [InlineData("[Network(70000)] [Dense(1)]", "The network 'Net' has 70,000 inputs, but it needs 1 to 65,536")]
    [InlineData("[Network(3)] [Dense(4), Relu, Dense(1, Name = \"head\"), Softmax] [CrossEntropy]", "the one output of network 'Net' is always 1, whatever the input: write [Sigmoid] with [BinaryCrossEntropy] for a yes or no, or give Dense block 'Head' one unit")]
    [InlineData("[Network(10)] [Dense(9)] [Budget(MaxParameters = 98)]", "The network 'Net' has 99 parameters, but its budget is 98: ")]
    [InlineData("[Network(1)] [Dense(1), Sigmoid, Sigmoid, Sigmoid, Sigmoid]", "4 saturating blocks stand in a chain, which multiplies the gradient of the first by at most 0.25^4 = 0.0039: ")]
    [InlineData("[Network(1)] [Dense(1), Sigmoid, Sigmoid, Tanh, Sigmoid] [BinaryCrossEntropy]", "the first by at most 0.25^2 * 1^1 = 0.062")]
    [InlineData("[Network(1)] [Dense(1), Tanh, Tanh, Tanh, Tanh]", "the first by at most 0.42^4 = 0.031 for inputs of 1 in size: ")]
    [InlineData("[Network(2)] [BeginResidual] [Dense(5), Relu] [Dense(3, Name = \"last\")] [Tanh] [EndResidual]", "begins with 2 values a row and ends with 3, because Dense block 'Last' changes the width: give 'Last' 2 units")]
    public void Names_the_thing_the_value_and_the_remedy(string attributes, string expected)
    {
        var result = GeneratorHarness.Run($"using Compiled;\n{attributes} partial class Net;");
        Assert.Contains(expected, Assert.Single(result.Problems).GetMessage());
    }

    [Fact]
    public void An_attribute_that_CSharp_rejects_gives_CSharps_message_only()
    {
        var result = GeneratorHarness.Run("using Compiled;\n[Network(2)] [Dens(3)] [CrossEntropy] partial class Net;");
        Assert.DoesNotContain("CMP0020", result.Ids);
        result = GeneratorHarness.Run("using Compiled;\n[Network(2)] [BeginResidul] [Dense(2)] [EndResidual] partial class Net;");
        Assert.Empty(result.Ids);
        result = GeneratorHarness.Run("using Compiled;\n[Network(2)] [Dense(\"3\")] partial class Net;");
        Assert.Empty(result.Ids);
        Assert.Equal(["CS1503"], result.CompilerErrors.Select(error => error.Id));
    }
}
