namespace Compiled.Dynamic.Tests;

public class DeclarationTests
{
    private static NetworkDeclaration Small => new NetworkDeclaration(inputs: 4).Dense(8).Relu().Dense(3).Softmax().CrossEntropy();

    [Fact]
    public void Blocks_read_as_their_attributes_a_line_for_each_dense_block() => Assert.Equal(
        "[Network(inputs: 4)]\n[Dense(8), Relu]\n[Dense(3), Softmax]\n[CrossEntropy]", Small.Text);

    [Fact]
    public void Arguments_are_written_where_they_differ_from_what_is_assumed() => Assert.Equal(
        """
        [Network(inputs: 5)]
        [Standardize]
        [Dense(7, Bias = false, Initializer = Initializer.Constant, InitializerConstant = 0.25f, L1 = 1E-05, L2 = 0.5, Name = "a \"b\""), BatchNorm(Momentum = 0.2), Gelu(Approximation = GeluApproximation.Tanh), Dropout(rate: 0.5)]
        [BeginResidual]
        [Dense(7), LayerNorm(Epsilon = 0.001, Affine = false, Name = "n"), PRelu(init: 0.25, Shared = false)]
        [EndResidual]
        [Head("Kind")]
        [Dense(2), LogSoftmax]
        [CrossEntropy(LabelSmoothing = 0.1f)]
        [Head("Amount", Weight = 0.25)]
        [Dense(1), Softplus(beta: 2, threshold: 10)]
        [Quantile(tau: 0.9)]
        [L2(strength: 0.0001)]
        [Budget(MaxParameters = 1000)]
        [Differentiable]
        """.ReplaceLineEndings("\n"),
        new NetworkDeclaration(5).Standardize().Dense(7, bias: false, Initializer.Constant, 0.25f, 1e-5, 0.5, "a \"b\"").BatchNorm(momentum: 0.2)
            .Gelu(GeluApproximation.Tanh).Dropout().BeginResidual().Dense(7).LayerNorm(1e-3, affine: false, "n").PRelu(shared: false).EndResidual()
            .Head("Kind").Dense(2).LogSoftmax().CrossEntropy(0.1f).Head("Amount", 0.25).Dense(1).Softplus(2, 10).Quantile(0.9)
            .L2(1e-4).Budget(maxParameters: 1000).Differentiable().Text);

    [Fact]
    public void Targets_are_standardised_on_the_line_of_their_dense_block() => Assert.Equal(
        "[Network(inputs: 3)]\n[Dense(2), StandardizeTargets(Name = \"prices\")]\n[Huber(delta: 1)]",
        new NetworkDeclaration(3).Dense(2).StandardizeTargets("prices").Huber().Text);

    [Fact]
    public void Numbers_are_written_the_same_in_every_culture()
    {
        var before = Thread.CurrentThread.CurrentCulture;
        try
        {
            Thread.CurrentThread.CurrentCulture = new System.Globalization.CultureInfo("sv-SE") { NumberFormat = { NegativeSign = "−" } };
            Assert.Equal("[Network(inputs: -1)]\n[HardTanh(min: -1.5, max: 0.5)]", new NetworkDeclaration(-1).HardTanh(-1.5, 0.5).Text);
        }
        finally
        {
            Thread.CurrentThread.CurrentCulture = before;
        }
    }

    /// <summary>Every method, in networks that compile: their topologies have the block.</summary>
    public static TheoryData<string> Activations =>
    [
        "Relu", "LeakyRelu", "Sigmoid", "Tanh", "Identity", "Elu", "Selu", "Gelu", "Silu", "Mish", "Softplus", "Softsign", "SmoothClip", "HardSigmoid", "Relu6",
        "Celu", "LogSigmoid", "Hardshrink", "Softshrink", "Tanhshrink", "HardTanh", "HardSwish", "PRelu",
        "BatchNorm", "LayerNorm", "RmsNorm", "Scale", "Dropout",
    ];

    [Fact]
    public void Every_block_of_the_package_has_a_method()
    {
        var attributes = typeof(DenseAttribute).Assembly.GetExportedTypes()
            .Where(static type => type.IsSubclassOf(typeof(Attribute)) && type.Namespace == "Compiled" && !type.IsGenericType)
            .Select(static type => type.Name[..^"Attribute".Length]);
        var methods = typeof(NetworkDeclaration).GetMethods().Select(static method => method.Name).ToHashSet();
        // Types of the program's own, the constructor's, what names a file, and what is no block: WithFeatures.
        Assert.Superset(attributes.Except(["Activation", "Features", "Loss", "Network", "Weights"]).ToHashSet(), methods);
    }

    [Fact]
    public void All_activations_and_norms_compile_in_one_network()
    {
        var declaration = new NetworkDeclaration(3).GaussianNoise(0.1);
        foreach (var name in Activations.Select(static row => row.Data))
        {
            var method = typeof(NetworkDeclaration).GetMethod(name)!;
            declaration = (NetworkDeclaration)method.Invoke(declaration.Dense(4), [.. method.GetParameters().Select(static parameter => parameter.DefaultValue)])!;
        }

        var kinds = declaration.Dense(1).Compile().Topology.Blocks.Select(static block => block.Kind);
        Assert.Equal(["GaussianNoise", .. Activations.SelectMany(static row => new[] { "Dense", row.Data }), "Dense"], kinds);
    }

    [Fact]
    [Trait("Speed", "slow")]
    public void All_losses_compile()
    {
        var straight = new NetworkDeclaration(2).Dense(2);
        NetworkDeclaration[] declarations =
        [
            straight.Softmax().CrossEntropy(), straight.Sigmoid().BinaryCrossEntropy(), straight.MeanSquaredError(), straight.SumSquaredError(), straight.MeanAbsoluteError(),
            straight.Huber(2), straight.Quantile(0.5), straight.Hinge(), straight.Poisson(), straight.Softmax().KullbackLeibler(),
        ];
        Assert.Equal(
            ["CrossEntropy", "BinaryCrossEntropy", "MeanSquaredError", "SumSquaredError", "MeanAbsoluteError", "Huber", "Quantile", "Hinge", "Poisson", "KullbackLeibler"],
            declarations.Select(static declaration => declaration.Compile().Topology.Loss));
    }

    [Fact]
    public void Text_reads_back_as_the_declaration()
    {
        Assert.Equal(Small, NetworkDeclaration.Parse(Small.Text));
        Assert.Equal(Small.GetHashCode(), NetworkDeclaration.Parse(Small.Text).GetHashCode());
        Assert.NotEqual(Small, Small.WithName("Other"));
        Assert.NotEqual(Small, Small.WithClasses("a", "b", "c"));
        Assert.NotEqual(Small.WithClasses("a,b", "c", "d"), Small.WithClasses("a", "b,c", "d"));
    }

    [Fact]
    public void Text_is_read_whatever_its_lines_and_comments()
    {
        const string Text = "[Network(4), Dense(8) /* wide */]\r\n[Relu] // bent\n[Dense(+3, Bias = false)]";
        Assert.Equal("[Network(4)]\n[Dense(8), Relu]\n[Dense(+3, Bias = false)]", NetworkDeclaration.Parse(Text).Text);
    }

    [Fact]
    public void Each_method_gives_a_declaration_of_its_own()
    {
        var trunk = new NetworkDeclaration(2).Dense(4);
        Assert.Equal(("[Network(inputs: 2)]\n[Dense(4), Relu]", "[Network(inputs: 2)]\n[Dense(4), Tanh]"), (trunk.Relu().Text, trunk.Add("Tanh").Text));
        Assert.Equal("[Network(inputs: 2)]\n[Dense(4)]", trunk.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2nd")]
    [InlineData("A B")]
    [InlineData("A;class B")]
    public void A_class_needs_a_name(string name)
    {
        Assert.Throws<ArgumentException>("name", () => Small.WithName(name));
        Assert.Throws<ArgumentException>("className", () => Small.ToSource(name));
        Assert.Throws<ArgumentException>("namespaceName", () => Small.ToSource("Net", "A." + name));
    }

    [Fact]
    public void Numbers_that_no_attribute_can_have_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("slope", () => Small.LeakyRelu(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("LabelSmoothing", () => Small.CrossEntropy(float.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>("Initializer", () => Small.Dense(1, initializer: (Initializer)99));
    }
}
