namespace Compiled.Generator.Model;

/// <summary>What the attributes of one network say, checked: facts only, equal by value, free of Roslyn.</summary>
/// <param name="Type">The user's class: its names and where it stands.</param>
/// <param name="Inputs">Width of one input row.</param>
/// <param name="Blocks">The blocks from input to output, without the loss.</param>
/// <param name="Loss">The loss, or null for a network that only predicts.</param>
/// <param name="Budget">Limits that the user declared.</param>
/// <param name="Classes">The enum whose members name the outputs.</param>
internal sealed record NetworkSpec(
    TypeSpec Type,
    int Inputs,
    EquatableArray<BlockSpec> Blocks,
    LossSpec? Loss,
    BudgetSpec? Budget,
    ClassesSpec? Classes)
{
    /// <summary>Width of one output row.</summary>
    public int Outputs => Blocks.Count == 0 ? Inputs : Blocks[Blocks.Count - 1].Outputs;

    public IEnumerable<DenseSpec> DenseBlocks => Blocks.OfType<DenseSpec>();

    /// <summary>Number of learned values. A long, because the spec of a rejected network may overflow an int.</summary>
    public long ParameterCount => DenseBlocks.Sum(static dense => dense.ParameterCount);

    /// <summary>Softmax outputs are class probabilities, and only then has the network a Classify.</summary>
    public bool EndsInSoftmax => Blocks.Count > 0 && Blocks[Blocks.Count - 1] is ActivationSpec { Kind: "Softmax" };
}

/// <summary>One block: one attribute.</summary>
internal abstract record BlockSpec(string Kind, int Inputs, int Outputs);

/// <summary>y = W x + b.</summary>
/// <param name="Name">The name of its parameter view: Dense0, Dense1, … or the user's, in Pascal case; a valid identifier without '@'.</param>
/// <param name="Index">Its place among the dense blocks.</param>
/// <param name="Initializer">Resolved: never Auto.</param>
internal sealed record DenseSpec(
    string Name,
    int Index,
    int Inputs,
    int Outputs,
    bool HasBias,
    Initializer Initializer,
    float InitializerConstant) : BlockSpec("Dense", Inputs, Outputs)
{
    public long ParameterCount => (long)Inputs * Outputs + (HasBias ? Outputs : 0);
}

/// <summary>A block without weights that keeps the width: an activation.</summary>
/// <param name="Kind">Sigmoid, Tanh, Relu, …: a row of the table of blocks.</param>
/// <param name="First">The attribute's first number, such as LeakyRelu's slope; 0 where it has none.</param>
/// <param name="Second">The attribute's second number, such as the largest value of HardTanh; 0 where it has none.</param>
/// <param name="Variant">Which of several formulas, or the user's own struct, fully qualified with global::; null where there is one formula.</param>
internal sealed record ActivationSpec(string Kind, int Width, float First, float Second = 0, string? Variant = null) : BlockSpec(Kind, Width, Width);

/// <summary>The loss, the last attribute.</summary>
/// <param name="Kind">CrossEntropy, Huber, …; Loss for one of the user's.</param>
/// <param name="Setting">The δ of Huber, the τ of Quantile, the smoothing of CrossEntropy; 0 for the others.</param>
/// <param name="Type">The user's struct, as a name that code can write; null for the others.</param>
internal sealed record LossSpec(string Kind, float Setting = 0, TypeFact? Type = null)
{
    /// <summary>What the topology calls it: a loss of the user's with its struct, since that may be named like one of ours.</summary>
    public string Title => Type is null ? Kind : $"{Kind}({Type.Name})";
}

/// <summary>[Budget]: null where the user set no limit.</summary>
internal sealed record BudgetSpec(int? MaxParameters, int? MaxScratchBytes);

/// <summary>[Classes&lt;TEnum&gt;]: the enum, fully qualified with global::, and its members in the order of the outputs.</summary>
internal sealed record ClassesSpec(string EnumType, EquatableArray<string> Members);
