using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>An activation without settings that is one operator of ONNX.</summary>
internal abstract class OnnxOperator(BlockKind kind, string operation) : OnnxBlock(kind)
{
    public override string[] Operators => [operation];

    public override string Write(BlockWriter block) => block.Result(operation);

    public override StepMatch? Match(Node node, Value value, WeightSource weights) => node.Operator == operation ? Found(node.Input(0), value) : null;
}

internal sealed class OnnxSigmoid() : OnnxOperator(Sigmoids.Sigmoid, "Sigmoid");

internal sealed class OnnxTanh() : OnnxOperator(Sigmoids.Tanh, "Tanh");
