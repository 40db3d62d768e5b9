namespace Compiled;

/// <summary>One named array of an imported network, as <see cref="NetworkTensor"/> would name it in a network of that topology. Immutable.</summary>
public sealed class OnnxTensor
{
    internal OnnxTensor(string name, string block, IReadOnlyList<int> shape, float[] values) => (Name, Block, Shape, Values) = (name, block, shape, values);

    /// <summary>The name in files: <c>0.weight</c>, <c>1.running_mean</c>; <c>standardize.means</c> and <c>standardize.factors</c> for input scaling.</summary>
    public string Name { get; }

    /// <summary>The block's name in the topology: Dense0.</summary>
    public string Block { get; }

    /// <summary>The size of each dimension; weights of dense blocks are [out, in].</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The values, row-major.</summary>
    public ReadOnlyMemory<float> Values { get; }
}
