using Compiled.Generator.Model;
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
        where NetworkPlanner.Plan(spec).SampleLanes is not null
        select spec;

    /// <summary>From 1 to the limit, as many below 32 as above.</summary>
    public static Gen<int> Size(int most) => Gen.Frequency((3, Gen.Int[1, 32]), (2, Gen.Int[1, Math.Min(most, 1100)]), (1, Gen.Int[1, most]), (1, Gen.Const(most)));

    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
