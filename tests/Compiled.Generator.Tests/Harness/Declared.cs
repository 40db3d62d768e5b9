using System.Globalization;
using Compiled.Generator.Model;

namespace Compiled.Generator.Tests.Harness;

/// <summary>A network for tests over many shapes: as a declaration for the compiler, and as a spec for what stands behind the parser.</summary>
/// <param name="Name">The class.</param>
/// <param name="Inputs">Width of an input row.</param>
/// <param name="Units">Units of each dense block.</param>
/// <param name="Hidden">The activation between dense blocks, or "" for none.</param>
/// <param name="Last">The activation after the last one, or "".</param>
/// <param name="Loss">The loss, or "" for a network that only predicts.</param>
/// <param name="HasBias">Whether dense blocks have biases.</param>
/// <param name="IsDifferentiable">Whether it has derivatives with respect to its inputs.</param>
internal sealed record Declared(
    string Name, int Inputs, int[] Units, string Hidden = "Relu", string Last = "", string Loss = "MeanSquaredError", bool HasBias = true, bool IsDifferentiable = false)
{
    public int Outputs => Units[^1];

    public string Source
    {
        get
        {
            var blocks = Units.Select((units, index) =>
                string.Create(CultureInfo.InvariantCulture, $"[Dense({units}{(HasBias ? "" : ", Bias = false")})]") + Attribute(Activation(index)));
            return $"[Network({Inputs.ToString(CultureInfo.InvariantCulture)})] {string.Concat(blocks)} {Attribute(Loss)}{(IsDifferentiable ? " [Differentiable]" : "")} public sealed partial class {Name};\n";
        }
    }

    public NetworkSpec Spec
    {
        get
        {
            List<BlockSpec> blocks = [];
            var width = Inputs;
            for (var index = 0; index < Units.Length; index++)
            {
                blocks.Add(new DenseSpec($"Dense{index}", index, width, Units[index], HasBias, Initializer.XavierUniform, 0));
                width = Units[index];
                if (Activation(index).Length > 0)
                    blocks.Add(new ActivationSpec(Activation(index), width));
            }

            return new NetworkSpec(
                new TypeSpec(null, EquatableArray<ContainerSpec>.Empty, Name, Name + ".g.cs"), Inputs, blocks.ToEquatableArray(),
                Loss.Length == 0 ? null : new LossSpec(Loss), null, null)
            { IsDifferentiable = IsDifferentiable };
        }
    }

    public override string ToString() => $"{Name} ({Inputs}-{string.Join('-', Units.Take(8))}{(Units.Length > 8 ? $"… {Units.Length} blocks" : "")})";

    private string Activation(int index) => index == Units.Length - 1 ? Last : Hidden;

    private static string Attribute(string name) => name.Length == 0 ? "" : $"[{name}]";
}
