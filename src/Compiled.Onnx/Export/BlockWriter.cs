using global::Onnx;

namespace Compiled.Export;

/// <summary>One block on its way to nodes: what it reads, what it is called, and where its nodes go.</summary>
/// <param name="graph">Where the nodes go.</param>
/// <param name="tensors">Parameters and statistics.</param>
/// <param name="block">The block.</param>
/// <param name="name">The name of its result: dense0, relu0.</param>
/// <param name="input">The name of the value that arrives.</param>
/// <param name="opset">The operator set of the model.</param>
internal sealed class BlockWriter(GraphWriter graph, TensorTable tensors, TopologyBlock block, string name, string input, int opset)
{
    public TopologyBlock Block => block;

    public string Input => input;

    public int Opset => opset;

    /// <summary>The node that gives the block's result.</summary>
    public string Result(string operation, string[] inputs, params AttributeProto[] attributes) => graph.Node(operation, name, inputs, attributes);

    /// <summary>The node that gives the block's result from its one input.</summary>
    public string Result(string operation, params AttributeProto[] attributes) => Result(operation, [input], attributes);

    /// <summary>A node on the way to it.</summary>
    public string Step(string step, string operation, string[] inputs, params AttributeProto[] attributes)
    {
        graph.Claim($"{name}.{step}", "a step of a block");
        return graph.Node(operation, $"{name}.{step}", inputs, attributes);
    }

    /// <summary>One of the block's tensors, with its name in files.</summary>
    public string Parameter(string role, params int[] shape)
    {
        var tensor = tensors.Find(block, role, shape);
        return graph.Initializer(tensor.Name, shape, tensors.Values(tensor));
    }

    /// <summary>A number that is the same in all blocks of the kind.</summary>
    public string Constant(string constant, float value) => graph.Constant(constant, value);

    /// <summary>A number of the block's own.</summary>
    public string Setting(string setting, float value) => graph.Initializer($"{name}.{setting}", [], [value]);

    /// <summary>A vector of equal numbers.</summary>
    public string Vector(string setting, float value) => graph.Initializer($"{name}.{setting}", [block.Outputs], Enumerable.Repeat(value, block.Outputs).ToArray());
}
