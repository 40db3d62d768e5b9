using Compiled.Tests.Portable;
using static Compiled.Tests.Import.Importing;

namespace Compiled.Tests.Import;

public class ActivationImportTests
{
    private static readonly Dictionary<string, (long Opset, Func<ModelBuilder, string, string> Write, string Block)> Forms = new(StringComparer.Ordinal)
    {
        ["Relu"] = (13, static (m, x) => m.Node("Relu", [x]), "Relu"),
        ["Relu as Clip"] = (13, static (m, x) => m.Node("Clip", [x, m.Scalar(0)]), "Relu"),
        ["Relu as Clip of old"] = (10, static (m, x) => m.Node("Clip", [x], ("min", 0f)), "Relu"),
        ["Relu6"] = (13, static (m, x) => m.Node("Clip", [x, m.Scalar(0), m.Scalar(6)]), "Relu6"),
        ["HardTanh of old"] = (10, static (m, x) => m.Node("Clip", [x], ("min", -2f), ("max", 1.5f)), "HardTanh(min: -2, max: 1.5)"),
        ["Sigmoid"] = (13, static (m, x) => m.Node("Sigmoid", [x]), "Sigmoid"),
        ["Tanh"] = (13, static (m, x) => m.Node("Tanh", [x]), "Tanh"),
        ["LeakyRelu"] = (13, static (m, x) => m.Node("LeakyRelu", [x], ("alpha", 0.2f)), "LeakyRelu(slope: 0.2)"),
        ["LeakyRelu by default"] = (13, static (m, x) => m.Node("LeakyRelu", [x]), "LeakyRelu(slope: 0.01)"),
        ["Elu"] = (13, static (m, x) => m.Node("Elu", [x], ("alpha", 1.5f)), "Elu(alpha: 1.5)"),
        ["Selu"] = (13, static (m, x) => m.Node("Selu", [x]), "Selu"),
        ["PRelu of one slope"] = (13, static (m, x) => m.Node("PRelu", [x, m.Drawn(1)]), "PRelu(init: 0.25)"),
        ["PRelu of slopes"] = (13, static (m, x) => m.Node("PRelu", [x, m.Drawn(7)]), "PRelu(init: 0.25, Shared = false)"),
        ["Gelu"] = (20, static (m, x) => m.Node("Gelu", [x]), "Gelu"),
        ["Gelu by tanh"] = (20, static (m, x) => m.Node("Gelu", [x], ("approximate", "tanh")), "Gelu(Approximation = GeluApproximation.Tanh)"),
        ["Gelu as PyTorch writes it"] = (13, static (m, x) => m.Node("Mul", [m.Node("Mul", [x, Erf(m, m.Node("Div", [x, m.Scalar(1.41421356f)]))]), m.Scalar(0.5f)]), "Gelu"),
        ["Gelu with the half first"] = (13, static (m, x) => m.Node("Mul", [m.Node("Mul", [m.Scalar(0.5f), x]), Erf(m, m.Node("Mul", [m.Scalar(0.70710678f), x]))]), "Gelu"),
        ["Gelu with the half at the gate"] = (13, static (m, x) => m.Node("Mul", [m.Node("Mul", [Erf(m, m.Node("Div", [x, m.Scalar(1.41421356f)])), m.Scalar(0.5f)]), x]), "Gelu"),
        ["Gelu as a distribution"] = (13, static (m, x) =>
            m.Node("Mul", [x, m.Node("Add", [m.Node("Mul", [m.Node("Erf", [m.Node("Mul", [x, m.Scalar(0.70710678f)])]), m.Scalar(0.5f)]), m.Scalar(0.5f)])]), "Gelu"),
        ["Gelu halved by division"] = (13, static (m, x) => m.Node("Div", [m.Node("Mul", [x, Erf(m, m.Node("Div", [x, m.Node("Sqrt", [m.Scalar(2)])]))]), m.Scalar(2)]), "Gelu"),
        ["Gelu by tanh with Pow"] = (13, static (m, x) =>
        {
            var inner = m.Node("Add", [x, m.Node("Mul", [m.Scalar(0.044715f), m.Node("Pow", [x, m.Scalar(3)])])]);
            var gate = m.Node("Add", [m.Scalar(1), m.Node("Tanh", [m.Node("Mul", [m.Scalar(0.7978846f), inner])])]);
            return m.Node("Mul", [m.Node("Mul", [m.Scalar(0.5f), x]), gate]);
        }, "Gelu(Approximation = GeluApproximation.Tanh)"),
        ["Gelu by tanh with products"] = (13, static (m, x) =>
        {
            var square = m.Node("Mul", [x, x]);
            var inner = m.Node("Mul", [m.Node("Mul", [x, m.Scalar(0.7978846f)]), m.Node("Add", [m.Scalar(1), m.Node("Mul", [square, m.Scalar(0.044715f)])])]);
            return m.Node("Mul", [m.Node("Mul", [x, m.Node("Add", [m.Node("Tanh", [inner]), m.Scalar(1)])]), m.Scalar(0.5f)]);
        }, "Gelu(Approximation = GeluApproximation.Tanh)"),
        ["Silu"] = (13, static (m, x) => m.Node("Mul", [m.Node("Sigmoid", [x]), x]), "Silu"),
        ["Mish"] = (18, static (m, x) => m.Node("Mish", [x]), "Mish"),
        ["Mish written out"] = (13, static (m, x) => m.Node("Mul", [x, m.Node("Tanh", [m.Node("Softplus", [x])])]), "Mish"),
        ["Softplus"] = (13, static (m, x) => m.Node("Softplus", [x]), "Softplus(beta: 1, threshold: 20)"),
        ["Softplus of beta"] = (13, static (m, x) => m.Node("Div", [m.Node("Softplus", [m.Node("Mul", [x, m.Scalar(2)])]), m.Scalar(2)]), "Softplus(beta: 2, threshold: 20)"),
        ["Softsign"] = (13, static (m, x) => m.Node("Softsign", [x]), "Softsign"),
        ["Softsign written out"] = (13, static (m, x) => m.Node("Div", [x, m.Node("Add", [m.Scalar(1), m.Node("Abs", [x])])]), "Softsign"),
        ["HardSigmoid"] = (13, static (m, x) => m.Node("HardSigmoid", [x], ("alpha", 1f / 6), ("beta", 0.5f)), "HardSigmoid"),
        ["SmoothClip"] = (13, static (m, x) =>
            m.Node("Div", [x, m.Node("Sqrt", [m.Node("Add", [m.Scalar(1), m.Node("Pow", [m.Node("Div", [x, m.Scalar(3)]), m.Scalar(2)])])])]), "SmoothClip(limit: 3)"),
        ["SmoothClip with the factor outside"] = (13, static (m, x) =>
            m.Node("Div", [x, m.Node("Sqrt", [m.Node("Add", [m.Node("Mul", [m.Node("Mul", [x, x]), m.Scalar(0.25f)]), m.Scalar(1)])])]), "SmoothClip(limit: 2)"),
        ["HardSigmoid written out"] = (13, static (m, x) => m.Node("Div", [m.Node("Clip", [m.Node("Add", [x, m.Scalar(3)]), m.Scalar(0), m.Scalar(6)]), m.Scalar(6)]), "HardSigmoid"),
        ["Celu"] = (13, static (m, x) => m.Node("Celu", [x], ("alpha", 0.5f)), "Celu(alpha: 0.5)"),
        ["Celu by default"] = (13, static (m, x) => m.Node("Celu", [x]), "Celu(alpha: 1)"),
        ["Hardshrink"] = (13, static (m, x) => m.Node("Shrink", [x], ("lambd", 0.25f)), "Hardshrink(lambda: 0.25)"),
        ["Softshrink"] = (13, static (m, x) => m.Node("Shrink", [x], ("lambd", 0.25f), ("bias", 0.25f)), "Softshrink(lambda: 0.25)"),
        ["Tanhshrink"] = (13, static (m, x) => m.Node("Sub", [x, m.Node("Tanh", [x])]), "Tanhshrink"),
        ["LogSigmoid"] = (13, static (m, x) => m.Node("Log", [m.Node("Sigmoid", [x])]), "LogSigmoid"),
        ["LogSigmoid by Softplus"] = (13, static (m, x) => m.Node("Neg", [m.Node("Softplus", [m.Node("Neg", [x])])]), "LogSigmoid"),
        ["LogSigmoid by factors"] = (13, static (m, x) => m.Node("Mul", [m.Node("Softplus", [m.Node("Mul", [x, m.Scalar(-1)])]), m.Scalar(-1)]), "LogSigmoid"),
        ["Threshold"] = (13, static (m, x) => m.Node("Where", [m.Node("Greater", [x, m.Scalar(0.25f)]), x, m.Scalar(-0.5f)]), "Threshold(threshold: 0.25, value: -0.5)"),
        ["Threshold turned round"] = (16, static (m, x) => m.Node("Where", [m.Node("LessOrEqual", [x, m.Scalar(0.25f)]), m.Scalar(2), x]), "Threshold(threshold: 0.25, value: 2)"),
        ["HardSwish"] = (14, static (m, x) => m.Node("HardSwish", [x]), "HardSwish"),
        ["HardSwish by HardSigmoid"] = (13, static (m, x) => m.Node("Mul", [x, m.Node("HardSigmoid", [x], ("alpha", 1f / 6), ("beta", 0.5f))]), "HardSwish"),
        ["HardSwish written out"] = (13, static (m, x) => m.Node("Div", [m.Node("Mul", [x, m.Node("Clip", [m.Node("Add", [x, m.Scalar(3)]), m.Scalar(0), m.Scalar(6)])]), m.Scalar(6)]), "HardSwish"),
    };

    public static TheoryData<string> Names => [.. Forms.Keys];

    /// <summary>Every form as a model.</summary>
    internal static IEnumerable<(string Name, byte[] Bytes)> Models => Forms.Select(static form => (form.Key, Model(form.Value.Opset, form.Value.Write)));

    private static string Erf(ModelBuilder model, string scaled) => model.Node("Add", [model.Node("Erf", [scaled]), model.Scalar(1)]);

    private static byte[] Model(long opset, Func<ModelBuilder, string, string> write)
    {
        var model = new ModelBuilder(opset);
        return model.Bytes(model.Dense(write(model, model.Dense("x", 5, 7)), 7, 3));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_form_is_the_block_it_means(string name)
    {
        var (opset, write, block) = Forms[name];
        IsRead(Model(opset, write), $"[Dense(7), {block}]\n[Dense(3)]");
    }

    /// <summary>Blocks of two names that compute the same: the declared one is meant.</summary>
    [Fact]
    public void A_clip_to_six_is_what_is_declared_and_so_is_a_shrink_by_nothing()
    {
        IsLoaded<ClipToSixNet>(Model(13, Forms["Relu6"].Write));
        IsLoaded<Relu6Net>(Model(13, Forms["Relu6"].Write));
        IsLoaded<ShrinkByNothingNet>(Model(13, static (m, x) => m.Node("Shrink", [x], ("lambd", 0f))));
        Assert.Contains("HardTanh", Assert.Throws<ModelFileException>(() => OnnxModel.Load<Relu6Net>(new MemoryStream(Model(10, Forms["HardTanh of old"].Write)))).Message);
    }

    [Fact]
    public void Shrinks_and_thresholds_with_other_settings_are_refused()
    {
        IsRefused(Model(13, static (m, x) => m.Node("Shrink", [x], ("lambd", 0.5f), ("bias", 0.25f))), "(Shrink)", "lambd");
        IsRefused(Model(13, static (m, x) => m.Node("Shrink", [x], ("lambd", -1f))), "(Shrink)", "lambd");
        IsRefused(Model(13, static (m, x) => m.Node("Celu", [x], ("alpha", 0f))), "(Celu)", "alpha");
    }

    [Fact]
    public void An_activation_of_scaled_values_is_scaled_before_and_not_swallowed()
    {
        IsRead(Model(13, static (m, x) => Forms["Gelu as PyTorch writes it"].Write(m, m.Node("Mul", [x, m.Scalar(2)]))), "[Dense(7), Gelu]\n[Dense(3)]");
        IsRead(Model(13, static (m, x) => m.Node("Mul", [Forms["Gelu with the half first"].Write(m, x), m.Scalar(3)])), "[Dense(7), Gelu]\n[Dense(3)]");
    }

    [Fact]
    public void Declared_networks_take_them()
    {
        IsLoaded<GeluNet>(Model(13, Forms["Gelu as PyTorch writes it"].Write));
        IsLoaded<GeluTanhNet>(Model(13, Forms["Gelu by tanh with Pow"].Write));
        IsLoaded<SiluNet>(Model(13, Forms["Silu"].Write));
        IsLoaded<HardSwishNet>(Model(13, Forms["HardSwish written out"].Write));
        IsLoaded<EluNet>(Model(13, Forms["Elu"].Write));
        IsLoaded<HardTanhNet>(Model(10, Forms["HardTanh of old"].Write));
    }

    [Theory]
    [InlineData("HardSigmoid", "alpha", "NaN", float.NaN)]
    [InlineData("LeakyRelu", "slope", "1.5", 1.5f)]
    public void Settings_that_no_block_has_are_refused(string operation, string setting, string value, float alpha) =>
        IsRefused(Model(13, (m, x) => m.Node(operation, [x], ("alpha", alpha))), $"({operation})", setting, value);

    [Fact]
    public void Products_that_are_no_activation_are_refused()
    {
        IsRefused(Model(13, static (m, x) => m.Node("Mul", [x, m.Node("Tanh", [x])])), "'the Mul' (Mul)", "Gelu, Silu, Mish and HardSwish");
        // A quick approximation of Gelu, which is none of ours.
        IsRefused(Model(13, static (m, x) => m.Node("Mul", [x, m.Node("Sigmoid", [m.Node("Mul", [x, m.Scalar(1.702f)])])])), "(Mul)");
        IsRefused(Model(13, static (m, x) => m.Node("Mul", [x, m.Node("Add", [m.Node("Erf", [x]), m.Scalar(1)])])), "(Mul)");
    }

    [Theory]
    [InlineData("Softmax")]
    [InlineData("LogSoftmax")]
    public void A_softmax_ends_a_network(string operation)
    {
        var model = new ModelBuilder();
        IsRead(model.Bytes(model.Node(operation, [model.Dense("x", 5, 3)], ("axis", 1L))), $"[Dense(3), {operation}]");
        var inside = new ModelBuilder();
        IsRefused(inside.Bytes(inside.Dense(inside.Node(operation, [inside.Dense("x", 5, 3)]), 3, 2)), "is not the last block");
        var across = new ModelBuilder();
        IsRefused(across.Bytes(across.Node(operation, [across.Dense("x", 5, 3)], ("axis", 0L))), "axis 0");
    }

    [Theory]
    [InlineData("Silu", "Silu")]
    [InlineData("Mish written out", "Mish")]
    [InlineData("Gelu as PyTorch writes it", "Gelu")]
    [InlineData("HardSwish written out", "HardSwish")]
    public void A_factor_near_one_behind_an_activation_is_not_swallowed(string form, string block)
    {
        // 0.08 % are far beyond the tolerance; where the factor stands beside the activation's own, it is no activation at all.
        IsRead(Model(13, (m, x) => m.Node("Mul", [Forms[form].Write(m, x), m.Scalar(1.0008f)])), $"[Dense(7), {block}]\n[Dense(3)]");
        IsRead(Model(13, (m, x) => m.Node("Tanh", [m.Node("Mul", [Forms[form].Write(m, x), m.Scalar(0.9992f)])])), $"[Dense(7), {block}, Scale, Tanh]\n[Dense(3)]");
    }

    [Fact]
    public void Halves_and_sixths_that_are_none_are_not_taken_for_them()
    {
        IsRefused(Model(13, static (m, x) => m.Node("Mul", [m.Node("Mul", [x, Erf(m, m.Node("Div", [x, m.Scalar(1.41421356f)]))]), m.Scalar(0.5004f)])), "(Mul)");
        IsRefused(Model(13, static (m, x) => m.Node("Mul", [x, m.Node("Add", [m.Node("Sigmoid", [x]), m.Scalar(0.0005f)])])), "(Mul)");
        IsRead(
            Model(13, static (m, x) => m.Node("Tanh", [m.Node("Mul", [m.Node("Clip", [m.Node("Add", [x, m.Scalar(3)]), m.Scalar(0), m.Scalar(6)]), m.Scalar(0.1668f)])])),
            "[Dense(7), HardTanh(min: 0, max: 1.0008), Tanh]\n[Dense(3)]");
    }

    [Theory]
    [InlineData(0.16666667f)]
    [InlineData(0.16662598f)]
    public void A_sixth_may_be_rounded_to_either_width(float sixth) =>
        IsRead(Model(13, (m, x) => m.Node("Mul", [m.Node("Clip", [m.Node("Add", [x, m.Scalar(3)]), m.Scalar(0), m.Scalar(6)]), m.Scalar(sixth)])), "[Dense(7), HardSigmoid]\n[Dense(3)]", 1e-3f);
}

[Network(inputs: 5), Dense(7), HardTanh(0, 6), Dense(3)]
public sealed partial class ClipToSixNet;

[Network(inputs: 5), Dense(7), Softshrink(0), Dense(3)]
public sealed partial class ShrinkByNothingNet;
