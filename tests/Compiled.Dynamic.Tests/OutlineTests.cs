using Compiled.Tests.Portable;

namespace Compiled.Dynamic.Tests;

/// <summary>An outline says without compiling what a compilation would say.</summary>
public class OutlineTests
{
    public static TheoryData<string> Names => SameBitsTests.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void The_topology_is_that_of_the_class_that_a_build_made(string name) => PortableNetworks.Visit(name, new Comparison());

    [Theory]
    [InlineData("[Network(inputs: 4)] [Dense(8, Initializer = Initializer.Constant, InitializerConstant = 0.25f, Name = \"wide\")] [Gelu(Approximation = GeluApproximation.Tanh)] [Dense(units: 2, Bias = false)] [Huber(0.5f)] [L2(1e-4)]")]
    [InlineData("[Budget(MaxParameters = 1000)] [Network(3)] [GaussianNoise(0.1)] [Dense(4), Softplus(beta: 2, threshold: 10)] [Dense(1), Sigmoid] [BinaryCrossEntropy]")]
    [InlineData("[Network(inputs: 2)] [Dense(3), Elu] [Head(\"Kind\")] [Dense(2), LogSoftmax] [CrossEntropy(LabelSmoothing = 0.1f)] [Head(\"Amount\", Weight = 0.25)] [Dense(1)] [Quantile(tau: 0.9)]")]
    [InlineData("[Network(inputs: 2)] [Dense(600), Sigmoid, Dense(600), Sigmoid, Dense(600), Sigmoid, Dense(600), Sigmoid, Dense(1)] [MeanSquaredError]")]
    [InlineData("[Network(inputs: 2)] [Dense(3, Bias = true), Tanh, Dropout(0.5f)] [Dense(1, L2 = 1e-4d)] [MeanSquaredError] [Differentiable]")]
    [Trait("Speed", "slow")]
    public void Arguments_in_every_form_and_warnings_are_those_of_a_compilation(string text)
    {
        var declaration = NetworkDeclaration.Parse(text).WithName("Net");
        var outline = declaration.ReadOutline();
        Assert.NotNull(outline);
        var type = declaration.Compile();
        Assert.Equal(type.Topology, outline.Topology);
        Assert.Equal(type.Topology.Declaration, outline.Topology.Declaration);
        Assert.Equal(type.Warnings, outline.Warnings);
    }

    [Fact]
    public void Labels_are_in_the_topology()
    {
        var declaration = new NetworkDeclaration(2).Dense(2).Softmax().CrossEntropy().WithClasses("a-b", "c");
        Assert.Equal(declaration.Compile().Topology, declaration.ReadOutline()!.Topology);
    }

    [Theory]
    [InlineData("[Network(inputs: 0)] [Dense(1)]", "CMP0022")]
    [InlineData("[Network(inputs: 4)] [Dense(3, Width = 2)]", "CS0246")]
    [InlineData("[Network(inputs: 4)] [Dense(\"3\")]", "CS1503")]
    [InlineData("[Network(inputs: 4)] [Dense(1.5)]", "CS1503")]
    [InlineData("[Network(inputs: 4)] [Dense(1)] [L2(0.1)] [L2(0.2)]", "CS0579")]
    [InlineData("[Network(inputs: 4)] [Dense(1, Name = \"x\", Name = \"y\")]", "CS0643")]
    [InlineData("[Network(inputs: 4)] [Dense]", "CS7036")]
    [InlineData("[Network(inputs: 4)] [Dense(2)] [CrossEntropy]", "CMP0033")]
    public void What_is_wrong_is_said_in_the_words_of_a_build(string text, string id)
    {
        var declaration = NetworkDeclaration.Parse(text);
        var problems = Assert.Throws<NetworkCompilationException>(() => NetworkCompiler.Outline(declaration, TestContext.Current.CancellationToken)).Problems;
        Assert.Equal(declaration.Problems(), problems);
        Assert.Contains(problems, problem => problem.Id == id);
    }

    /// <summary>An outline leaves to the compiler what it cannot read, and the compiler says what is wrong.</summary>
    [Theory]
    [InlineData("[Network(inputs: 4)] [Dense(1, Bias = 1)]")]
    [InlineData("[Network(inputs: 4)] [Dense(1, Name = 3)]")]
    [InlineData("[Network(inputs: 4)] [Dense(1, Units = 3)]")]
    [InlineData("[Network(inputs: 4)] [Dense(1, 2)]")]
    [InlineData("[Network(inputs: 4)] [Dense(width: 2)]")]
    [InlineData("[Network(inputs: 4)] [Dense(1, units: 2)]")]
    [InlineData("[Network(inputs: 4)] [Dense(99999999999)]")]
    [InlineData("[Network(inputs: 4)] [Dense(1, Initializer = GeluApproximation.Tanh)]")]
    [InlineData("[Network(inputs: 4)] [Dense(1)] [Huber(\"1\")]")]
    [InlineData("[Network(inputs: 4)] [Dense(2), Dropout(\"half\")] [Dense(1)]")]
    [InlineData("[Network] [Dense(1)]")]
    public void What_only_the_compiler_can_judge_has_no_outline(string text)
    {
        var declaration = NetworkDeclaration.Parse(text);
        Assert.Null(declaration.ReadOutline());
        Assert.NotEmpty(declaration.Problems());
    }

    [Theory]
    [InlineData("Predict", "CMP0037")]
    [InlineData("Dense0", "CMP0037")]
    [InlineData("System", "CMP0017")]
    public void A_name_that_the_class_cannot_have_is_a_problem(string name, string id) =>
        Assert.Contains(
            Assert.Throws<NetworkCompilationException>(() => NetworkCompiler.Outline(new NetworkDeclaration(4).Dense(1).WithName(name), TestContext.Current.CancellationToken)).Problems,
            problem => problem.Id == id);

    private sealed class Comparison : global::Compiled.Tests.Portable.INetworkVisitor
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var outline = NetworkDeclaration.Of(T.Topology).ReadOutline();
            Assert.NotNull(outline);
            Assert.Equal(T.Topology.Declaration, outline.Topology.Declaration);
            Assert.Equal(T.Topology, outline.Topology);
            Assert.Equal(T.Topology.ToString(), outline.Topology.ToString());
        }
    }
}
