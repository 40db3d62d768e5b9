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
    /// <summary>[Differentiable]: whether the class gets its derivatives with respect to the inputs.</summary>
    public bool IsDifferentiable { get; init; }

    /// <summary>[L1]: λ of λ·|w| over the weights of all dense blocks that have none of their own.</summary>
    public float L1 { get; init; }

    /// <summary>[L2]: λ of λ/2·w² over the weights of all dense blocks that have none of their own.</summary>
    public float L2 { get; init; }

    /// <summary>Width of one output row.</summary>
    public int Outputs => Blocks.Count == 0 ? Inputs : Blocks[Blocks.Count - 1].Outputs;

    public IEnumerable<DenseSpec> DenseBlocks => Blocks.OfType<DenseSpec>();

    /// <summary>The blocks with parameters, in the order of the canonical vector.</summary>
    public IEnumerable<LearnedSpec> LearnedBlocks => Blocks.OfType<LearnedSpec>().Where(static block => block.ParameterCount > 0);

    /// <summary>Number of learned values. A long, because the spec of a rejected network may overflow an int.</summary>
    public long ParameterCount => LearnedBlocks.Sum(static block => block.ParameterCount);

    /// <summary>A block's place among those with parameters, which have unique names.</summary>
    public int SlotOf(LearnedSpec block) => LearnedBlocks.TakeWhile(other => other.Name != block.Name).Count();

    /// <summary>Softmax outputs are class probabilities, and only then has the network a Classify.</summary>
    public bool EndsInSoftmax => Blocks.Count > 0 && Blocks[Blocks.Count - 1] is ActivationSpec { Kind: "Softmax" };
}

/// <summary>One block: one attribute.</summary>
internal abstract record BlockSpec(string Kind, int Inputs, int Outputs);

/// <summary>A block that may have parameters.</summary>
/// <param name="Name">The name of its parameter view: a valid identifier without '@'; empty for a block without parameters.</param>
internal abstract record LearnedSpec(string Kind, string Name, int Inputs, int Outputs) : BlockSpec(Kind, Inputs, Outputs)
{
    /// <summary>Number of learned values.</summary>
    public abstract long ParameterCount { get; }
}

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
    float InitializerConstant) : LearnedSpec("Dense", Name, Inputs, Outputs)
{
    /// <summary>λ of λ·|w| over its own weights; null where the network's holds.</summary>
    public float? L1 { get; init; }

    /// <summary>λ of λ/2·w² over its own weights; null where the network's holds.</summary>
    public float? L2 { get; init; }

    public override long ParameterCount => (long)Inputs * Outputs + (HasBias ? Outputs : 0);
}

/// <summary>A block that keeps the width and is neither dense nor an activation: a norm, dropout, noise.</summary>
/// <param name="Kind">LayerNorm, Dropout, …: a row of the table of blocks.</param>
/// <param name="Name">The name of its parameter view; empty without parameters.</param>
/// <param name="Index">Its place among the blocks of its kind.</param>
/// <param name="Width">Floats of a row.</param>
/// <param name="Weights">How many factors it learns: the width, 1 where all share one, or 0.</param>
/// <param name="HasBias">Whether it learns as many summands too.</param>
/// <param name="WeightsStart">What the factors begin with; the summands begin with 0.</param>
/// <param name="First">The attribute's first number, such as the rate of Dropout.</param>
/// <param name="Second">The attribute's second number.</param>
internal sealed record LayerSpec(
    string Kind,
    string Name,
    int Index,
    int Width,
    int Weights = 0,
    bool HasBias = false,
    float WeightsStart = 1,
    float First = 0,
    float Second = 0) : LearnedSpec(Kind, Name, Width, Width)
{
    public override long ParameterCount => HasBias ? 2 * Weights : Weights;
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
