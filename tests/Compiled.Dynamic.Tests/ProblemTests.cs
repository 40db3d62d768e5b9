namespace Compiled.Dynamic.Tests;

/// <summary>A wrong declaration gives one exception, in the words of a build.</summary>
public class ProblemTests
{
    [Fact]
    public void All_that_is_wrong_is_said_at_once()
    {
        var exception = Assert.Throws<NetworkCompilationException>(() => new NetworkDeclaration(0).Dense(0).Dropout(1).Dense(2).CrossEntropy().WithName("Wrong").Compile());
        Assert.Equal(["CMP0022", "CMP0023", "CMP0026", "CMP0033"], exception.Problems.Select(static problem => problem.Id).Order());
        Assert.StartsWith("Wrong is not a valid network:\n  CMP0022: ", exception.Message);
        Assert.Contains("has 0 inputs", exception.Problems[0].Message);
    }

    /// <summary>The checks of the heads come last, but theirs is the first mistake here.</summary>
    [Theory]
    [InlineData("[Network(2)] [Dense(4), Relu] [Head(\"a\"), Dense(1)] [Head(\"a\"), Dense(1)] [MeanSquaredError]", "CMP0084", "CMP0086")]
    [InlineData("[Network(2)] [Dense(4), Relu] [Head(\"a\"), Dense(1)] [MeanSquaredError] [Head(\"b\"), Dense(1)] [Head(\"c\"), Dense(0)] [MeanSquaredError]", "CMP0084", "CMP0023")]
    public void Problems_have_the_order_of_the_declaration(string declaration, params string[] ids) =>
        Assert.Equal(ids, NetworkDeclaration.Parse(declaration).Problems().Select(static problem => problem.Id));

    [Fact]
    public void What_the_compiler_rejects_is_named_with_its_attribute()
    {
        var problem = Assert.Single(new NetworkDeclaration(4).Add("Dense(3, Width = 2)").Problems());
        Assert.Equal("CS0246", problem.Id);
        Assert.StartsWith("[Dense(3, Width = 2)]: ", problem.Message);
        Assert.Equal("CS1503", Assert.Single(new NetworkDeclaration(4).Add("Dense(\"3\")").Problems()).Id);
        Assert.Contains(new NetworkDeclaration(4).Dense(1).L2(0.1).L2(0.2).Problems(), static found => found.Id == "CS0579");
    }

    [Theory]
    [InlineData("Predict", "CMP0037")]
    [InlineData("System", "CMP0017")]
    public void A_name_that_the_class_cannot_have_is_a_problem(string name, string id) =>
        Assert.Contains(new NetworkDeclaration(4).Dense(1).WithName(name).Problems(), problem => problem.Id == id);

    /// <summary>A class cannot be named like a keyword of a newer C#. Only the compiler reports that, at the class.</summary>
    [Fact]
    public void A_name_that_CSharp_rejects_is_a_problem_of_the_class()
    {
        const string Text = "[Network(inputs: 4)] [Dense(1)]";
        var wrong = NetworkDeclaration.Parse(Text).WithName("required");
        var problem = Assert.Single(wrong.Problems());
        Assert.Equal(("CS9029", new NetworkSpan(1, Text.IndexOf(']', StringComparison.Ordinal) - 1)), (problem.Id, problem.Span));
        var results = NetworkCompiler.CompileMany([wrong, NetworkDeclaration.Parse(Text)], CompilationPurpose.Training, TestContext.Current.CancellationToken);
        Assert.Equal("CS9029", Assert.Single(results[0].Error!.Problems).Id);
        Assert.Null(results[1].Error);
    }

    [Fact]
    public void Declarations_may_all_be_wrong()
    {
        var results = NetworkCompiler.CompileMany([new NetworkDeclaration(4).Dense(0), new NetworkDeclaration(0).Dense(1)], CompilationPurpose.Training, TestContext.Current.CancellationToken);
        Assert.Equal(["CMP0023", "CMP0022"], results.Select(static result => Assert.Single(result.Error!.Problems).Id));
    }

    [Theory]
    [InlineData("class")]
    [InlineData("Größe")]
    [InlineData("lower")]
    public void Other_names_are_as_good_as_any(string name) =>
        Assert.Equal(name, new NetworkDeclaration(4).Dense(2).Softmax().WithClasses("a", "class").WithName(name).Compile().Topology.Name);

    /// <summary>The class stands nearer to its attributes than what comes with a using.</summary>
    [Theory]
    [InlineData("DenseAttribute")]
    [InlineData("NetworkAttribute")]
    [InlineData("GeluAttribute")]
    [InlineData("ClassesAttribute")]
    [InlineData("EnumMemberAttribute")]
    [InlineData("Initializer")]
    [InlineData("GeluApproximation")]
    [InlineData("Dense")]
    [InlineData("Training")]
    [Trait("Speed", "slow")]
    public void A_class_may_be_named_like_what_its_source_names(string name)
    {
        var declaration = new NetworkDeclaration(2).Dense(3, initializer: Initializer.HeNormal).Gelu(GeluApproximation.Tanh).Dense(2).Softmax().CrossEntropy().WithClasses("a-b", "c").WithName(name);
        var type = declaration.Compile();
        Assert.Equal(name, type.Topology.Name);
        Assert.Equal(["a-b", "c"], type.Topology.Classes);
        Assert.Equal(declaration.WithName("Plain").Compile().Topology.Declaration, type.Topology.Declaration);
        Assert.True(float.IsFinite(type.Create(1).CreateTrainer(new Adam()).Step([1, 2], [0, 1])));
    }

    [Fact]
    public void A_block_may_be_named_like_what_the_source_names() => Assert.Equal(
        ["Initializer", "GeluApproximation"],
        new NetworkDeclaration(2).Dense(2, name: "initializer", initializer: Initializer.HeNormal).Gelu(GeluApproximation.Tanh).Dense(1, name: "geluApproximation").WithName("Blocks").Compile()
            .Topology.Blocks.Where(static block => block.Kind == "Dense").Select(static block => block.Name));

    [Fact]
    public void Where_the_class_would_hide_it_the_source_names_Compiled()
    {
        var declaration = new NetworkDeclaration(2).Dense(1, initializer: Initializer.HeNormal).Relu();
        Assert.DoesNotContain("global::", declaration.ToSource("ReluNet"));
        Assert.Contains("[global::Compiled.Network(inputs: 2)]\n[global::Compiled.Dense(1, Initializer = global::Compiled.Initializer.HeNormal), global::Compiled.Relu]\n", declaration.ToSource("ReluAttribute"));
        Assert.StartsWith("[Dense(3, Width = 2)]: ", Assert.Single(declaration.Add("Dense(3, Width = 2)").WithName("ReluAttribute").Problems()).Message);
    }

    [Fact]
    public void What_a_build_would_warn_of_is_told()
    {
        var type = new NetworkDeclaration(2).Dense(2, initializer: Initializer.Zeros).Relu().Dense(1).Compile();
        Assert.Equal("CMP0050", Assert.Single(type.Warnings).Id);
        Assert.Empty(new NetworkDeclaration(2).Dense(1).Compile().Warnings);
    }

    [Fact]
    public void A_second_network_attribute_is_no_block() =>
        Assert.Equal("DYN0002", Assert.Single(Assert.Throws<NetworkCompilationException>(() => new NetworkDeclaration(4).Add("Network(5)")).Problems).Id);

    [Fact]
    public void It_can_be_cancelled() => Assert.ThrowsAny<OperationCanceledException>(
        () => NetworkCompiler.Compile(new NetworkDeclaration(4).Dense(1).WithName("Cancelled"), new CancellationToken(canceled: true)));
}
