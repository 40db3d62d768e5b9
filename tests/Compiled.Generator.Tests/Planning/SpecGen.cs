using Compiled.Generator.Model;
using Compiled.Generator.Pipeline;
using Compiled.Generator.Planning;
using Compiled.Generator.Tests.Harness;
using CsCheck;

namespace Compiled.Generator.Tests.Planning;

/// <summary>Random legal networks up to the documented limits: small sizes most often, since plans differ most there.</summary>
internal static class SpecGen
{
    private static readonly Gen<int> Units = Size(Limits.MaxUnits);

    /// <summary>Any legal network.</summary>
    public static Gen<NetworkSpec> Any { get; } =
        from inputs in Size(Limits.MaxInputs)
        from units in Gen.Frequency((4, Units.Array[1, 5]), (1, Size(300).Array[5, 60]))
        from hidden in OneOf("Relu", "Tanh", "LeakyRelu", "Identity", "")
        from end in OneOf(("", "MeanSquaredError"), ("Softmax", "CrossEntropy"), ("Sigmoid", "BinaryCrossEntropy"), ("Softmax", ""), ("Tanh", ""), ("Softmax", "MeanSquaredError"))
        from hasBias in Gen.Bool
        let spec = new Declared("Net", inputs, units, hidden, end.Item1, end.Item2, hasBias).Spec
        where spec.ParameterCount <= Limits.MaxParameters && spec.Blocks.Count < Limits.MaxBlocks
        select spec;

    /// <summary>Networks so narrow that batches run with samples in the lanes.</summary>
    public static Gen<NetworkSpec> Narrow { get; } =
        from inputs in Gen.Int[1, 12]
        from units in Gen.Int[1, 12].Array[1, 4]
        from hidden in OneOf("Relu", "Tanh", "")
        from end in OneOf(("", "MeanSquaredError"), ("Softmax", "CrossEntropy"), ("Softmax", ""))
        let spec = new Declared("Net", inputs, units, hidden, end.Item1, end.Item2).Spec
        where NetworkPipeline.Plan(spec).SampleLanes is not null
        select spec;

    /// <summary>Networks with residuals, one behind or in another, that begin and end anywhere: at the inputs, at the outputs, at one place.</summary>
    public static Gen<NetworkSpec> Residual { get; } =
        from width in Size(300)
        from begins in Gen.Int[0, 2].Array[1, 8]
        from ends in Gen.Int[0, 2].Array[8]
        from activation in OneOf("Relu", "Tanh", "Gelu", "")
        from first in Gen.Bool
        from end in OneOf(("", "MeanSquaredError"), ("Softmax", "CrossEntropy"), ("", ""))
        select Residuals(width, first, begins, ends, activation, end.Item1, end.Item2);

    /// <summary>Networks with heads: any chains of dense blocks behind any trunk, or behind none.</summary>
    public static Gen<NetworkSpec> Heads { get; } =
        from inputs in Size(1100)
        from trunk in Size(300).Array[0, 3]
        from heads in Size(300).Array[1, 3].Array[1, 4]
        from activation in OneOf("Relu", "Tanh", "Gelu", "")
        from loss in OneOf("MeanSquaredError", "CrossEntropy")
        select OfHeads(inputs, trunk, heads, activation, loss);

    /// <summary>From 1 to the limit, as many below 32 as above.</summary>
    public static Gen<int> Size(int most) => Gen.Frequency((3, Gen.Int[1, 32]), (2, Gen.Int[1, Math.Min(most, 1100)]), (1, Gen.Int[1, most]), (1, Gen.Const(most)));

    /// <summary>Before each dense block so many residuals begin, and behind it so many of the open ones end; the rest ends with the last.</summary>
    private static NetworkSpec Residuals(int width, bool hasFirst, int[] begins, int[] ends, string activation, string last, string loss)
    {
        List<BlockSpec> blocks = [];
        var (dense, level) = (0, 0);
        if (hasFirst)
            AddDense();
        for (var index = 0; index < begins.Length; index++)
        {
            for (var count = 0; count < begins[index]; count++)
                blocks.Add(new ResidualSpec(Structure.BeginResidual.Name, width, level++));
            AddDense();
            if (activation.Length > 0)
                blocks.Add(new ActivationSpec(activation, width));
            for (var count = index == begins.Length - 1 ? level : ends[index]; count > 0 && level > 0; count--)
                blocks.Add(new ResidualSpec(Structure.EndResidual.Name, width, --level));
        }

        if (last.Length > 0)
            blocks.Add(new ActivationSpec(last, width));
        var spec = new Declared("Net", width, [width], Loss: loss).Spec;
        return spec with { Blocks = blocks.ToEquatableArray() };

        void AddDense() => blocks.Add(new DenseSpec($"Dense{dense}", dense++, width, width, HasBias: true, Initializer.XavierUniform, 0));
    }

    private static NetworkSpec OfHeads(int inputs, int[] trunk, int[][] heads, string activation, string loss)
    {
        List<BlockSpec> blocks = [];
        var (dense, width) = (0, inputs);
        AddChain(trunk, activation);
        var atTrunk = width;
        for (var head = 0; head < heads.Length; head++)
        {
            width = atTrunk;
            blocks.Add(new HeadSpec($"Head{head}", width, 0.5f, new LossSpec(loss), HasLoss: true));
            AddChain(heads[head], loss == "CrossEntropy" ? "Softmax" : "");
        }

        var spec = new Declared("Net", inputs, [1]).Spec;
        return spec with { Blocks = blocks.ToEquatableArray(), Loss = LossSpec.OfHeads };

        void AddChain(int[] units, string last)
        {
            for (var index = 0; index < units.Length; index++)
            {
                blocks.Add(new DenseSpec($"Dense{dense}", dense++, width, units[index], HasBias: true, Initializer.XavierUniform, 0));
                width = units[index];
                var name = index == units.Length - 1 ? last : activation;
                if (name.Length > 0)
                    blocks.Add(new ActivationSpec(name, width));
            }
        }
    }

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
