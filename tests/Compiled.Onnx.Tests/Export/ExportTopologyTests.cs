using System.Globalization;
using Compiled.Blocks;
using Compiled.Export;
using Onnx;

namespace Compiled.Tests.Export;

/// <summary>Topologies as data: settings and shapes that no declared network of the tests has.</summary>
public class ExportTopologyTests
{
    private static readonly float[] Row = [-30, -19.5f, -5, -0.7f, 0, 0.3f, 1.4f, 9, 19.9f, 25];

    private static byte[] Bytes(Topology topology)
    {
        using var stream = new MemoryStream();
        OnnxModel.Export(topology, [], stream);
        return stream.ToArray();
    }

    private static TopologyBlock Block(string kind, string arguments = "", string name = "") => new(kind, name, Row.Length, Row.Length, 0, false) { Arguments = arguments };

    private static float[] Run(byte[] model, string output = "output")
    {
        using var session = ExportedModel.Open(model);
        return ExportedModel.Run(session, Row, 1, output);
    }

    [Theory]
    [InlineData(1, 20, 1)]
    [InlineData(1, 50, 1)]
    [InlineData(2, 20, 3)]
    [InlineData(0.25, 40, 3)]
    [InlineData(1, 1, 5)]
    [InlineData(3, -4, 5)]
    public void Softplus_keeps_its_straight_part_in_as_few_nodes_as_it_takes(double beta, double threshold, int nodes)
    {
        var model = Bytes(new Topology("Bent", Row.Length, [Block("Softplus", string.Create(CultureInfo.InvariantCulture, $"beta: {beta}, threshold: {threshold}"))]));
        Assert.Equal(nodes, ModelProto.Parser.ParseFrom(model).Graph.Node.Count);
        var expected = Row.Select(x => beta * x > threshold ? x : (float)(Math.Log(1 + Math.Exp(beta * x)) / beta)).ToArray();
        ExportedModel.AssertClose(expected, Run(model), 1e-7, "Softplus");
    }

    /// <summary>What the page on ONNX says of them; where the network differs, it gives 0, and 1 or −1 with Softsign.</summary>
    [Theory]
    [InlineData("Relu", "", float.PositiveInfinity, 0)]
    [InlineData("LeakyRelu", "slope: 0.2", float.PositiveInfinity, float.NegativeInfinity)]
    [InlineData("Elu", "alpha: 1", float.PositiveInfinity, -1)]
    [InlineData("Gelu", "", float.PositiveInfinity, float.NaN)]
    [InlineData("Gelu", "Approximation = GeluApproximation.Tanh", float.PositiveInfinity, float.NaN)]
    [InlineData("Silu", "", float.PositiveInfinity, float.NaN)]
    [InlineData("Mish", "", float.PositiveInfinity, float.NaN)]
    [InlineData("Softplus", "beta: 2, threshold: 10", float.PositiveInfinity, 0)]
    [InlineData("Softsign", "", float.NaN, float.NaN)]
    [InlineData("SmoothClip", "limit: 3", 3, -3)]
    [InlineData("Sigmoid", "", 1, 0)]
    [InlineData("Tanh", "", 1, -1)]
    [InlineData("HardSigmoid", "", 1, 0)]
    [InlineData("HardTanh", "min: -1, max: 2", 2, -1)]
    [InlineData("HardSwish", "", float.PositiveInfinity, float.NaN)]
    public void Nan_stays_and_infinities_are_PyTorchs(string kind, string arguments, float above, float below)
    {
        using var session = ExportedModel.Open(Bytes(new Topology("Far", 3, [Block(kind, arguments) with { Inputs = 3, Outputs = 3 }])));
        Assert.Equal([float.NaN, above, below], ExportedModel.Run(session, [float.NaN, float.PositiveInfinity, float.NegativeInfinity], 1));
    }

    [Theory]
    [InlineData("Identity")]
    [InlineData("Dropout")]
    [InlineData("GaussianNoise")]
    public void A_chain_of_nothing_gives_its_inputs(string kind) => Assert.Equal(Row, Run(Bytes(new Topology("Nothing", Row.Length, [Block(kind)]))));

    [Fact]
    public void A_head_may_be_the_trunk_itself()
    {
        var model = Bytes(new Topology(
            "Twice", Row.Length, [Block("Relu"), Block("Head", name: "Same"), Block("Head", name: "Mirror"), Block("Tanh")], null, null,
            [new TopologyHead("Same", 0, Row.Length, "", 1), new TopologyHead("Mirror", Row.Length, Row.Length, "", 1)]));
        var rectified = Row.Select(static x => Math.Max(x, 0)).ToArray();
        var bent = rectified.Select(static x => (float)Math.Tanh(x)).ToArray();
        Assert.Equal(rectified, Run(model, "Same"));
        ExportedModel.AssertClose(bent, Run(model, "Mirror"), 2e-7, "Mirror");
        ExportedModel.AssertClose([.. rectified, .. bent], Run(model), 2e-7, "both");
    }

    [Fact]
    public void A_kind_that_nobody_knows_is_named() => Assert.StartsWith(
        "[Fourier(terms: 3)], block 1 of New, cannot be exported to ONNX: it has no counterpart in ONNX.",
        Assert.Throws<NotSupportedException>(() => Bytes(new Topology("New", Row.Length, [Block("Relu"), Block("Fourier", "terms: 3")]))).Message);

    [Fact]
    public void Settings_are_read_as_they_are_whatever_the_culture()
    {
        var culture = CultureInfo.CurrentCulture;
        var topology = new Topology("Slope", Row.Length, [Block("LeakyRelu", "slope: 0.2")]);
        var expected = Bytes(topology);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("sv-SE");
            Assert.Equal(expected, Bytes(topology));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    /// <summary>Whoever adds a kind of block decides here and in the table what ONNX makes of it.</summary>
    [Fact]
    public void Every_kind_of_block_is_exported_or_known_not_to_be()
    {
        string[] others =
        [
            // What surrounds blocks, and the losses, which predictions do not have.
            "Network", "Classes", "Features", "Budget", "Differentiable", "L1", "L2", "Head", "BeginResidual", "EndResidual", "BinaryCrossEntropy", "CrossEntropy", "Hinge", "Huber", "KullbackLeibler",
            "Loss", "MeanAbsoluteError", "MeanSquaredError", "Poisson", "Quantile", "SumSquaredError",
            // Where weights come from, which every exported model holds itself.
            "Weights",
            // The user's own formula.
            "Activation",
        ];
        var attributes = typeof(Topology).Assembly.GetExportedTypes().Where(static type => typeof(Attribute).IsAssignableFrom(type) && type.Namespace == "Compiled")
            .Select(static type => type.Name.Split('`')[0]).Select(static name => name[..^"Attribute".Length]).Distinct();
        Assert.Equal(attributes.Except(others).Order(StringComparer.Ordinal), OnnxBlocks.Supported);
    }
}
