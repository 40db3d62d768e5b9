namespace Compiled.Generator.Model;

/// <summary>What the attributes of one network say, checked: facts only, equal by value, free of Roslyn.</summary>
/// <param name="Type">The user's class: its names and where it stands.</param>
/// <param name="Inputs">Width of one input row.</param>
/// <param name="Blocks">The blocks from input to output, without the loss.</param>
/// <param name="Loss">The loss, or null for a network that only predicts.</param>
/// <param name="Budget">Limits that the user declared.</param>
/// <param name="Classes">The enum whose members name the classes.</param>
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

    /// <summary>Whether the user's class, or one that it derives from, says itself what its text is.</summary>
    public bool HasOwnText { get; init; }

    /// <summary>[L1]: λ of λ·|w| over the weights of all dense blocks that have none of their own.</summary>
    public float L1 { get; init; }

    /// <summary>[L2]: λ of λ/2·w² over the weights of all dense blocks that have none of their own.</summary>
    public float L2 { get; init; }

    /// <summary>[Features]: the names of the inputs; empty without.</summary>
    public EquatableArray<string> Features { get; init; }

    /// <summary>[Weights], or null.</summary>
    public WeightsSpec? Weights { get; init; }

    /// <summary>Width of one output row.</summary>
    public int Outputs => Heads.LastOrDefault() is { } last ? last.Offset + last.Outputs : Blocks.Count == 0 ? Inputs : Blocks[Blocks.Count - 1].Outputs;

    /// <summary>The heads, each with its part of the blocks; empty for a network that is one chain.</summary>
    public IReadOnlyList<HeadPart> Heads
    {
        get
        {
            List<HeadPart> heads = [];
            for (var index = 0; index < Blocks.Count; index++)
            {
                if (Blocks[index] is not HeadSpec head)
                    continue;
                var count = Blocks.Skip(index + 1).TakeWhile(static block => block is not HeadSpec).Count();
                var offset = heads.Count == 0 ? 0 : heads[heads.Count - 1].Offset + heads[heads.Count - 1].Outputs;
                heads.Add(new HeadPart(head, index + 1, count, offset, Blocks[index + count].Outputs));
            }

            return heads;
        }
    }

    /// <summary>What the topology calls the loss: that of one chain, or a sum over the heads.</summary>
    public string? LossTitle => Heads.Count == 0
        ? Loss?.Title
        : string.Join(" + ", Heads.Select(static part =>
            (part.Spec.Weight == 1 ? "" : part.Spec.Weight.ToString(System.Globalization.CultureInfo.InvariantCulture) + " * ") + $"{part.Spec.Loss.Title} of {part.Spec.Name}"));

    public IEnumerable<DenseSpec> DenseBlocks => Blocks.OfType<DenseSpec>();

    /// <summary>The blocks with parameters, in the order of the canonical vector.</summary>
    public IEnumerable<LearnedSpec> LearnedBlocks => Blocks.OfType<LearnedSpec>().Where(static block => block.ParameterCount > 0);

    /// <summary>The blocks with a view: those with parameters, and those with statistics.</summary>
    public IEnumerable<LearnedSpec> ViewedBlocks => Blocks.OfType<LearnedSpec>().Where(static block => block.ParameterCount > 0 || block is LayerSpec { HasStatistics: true });

    /// <summary>The blocks with statistics.</summary>
    public IEnumerable<LayerSpec> StatisticsBlocks => Blocks.OfType<LayerSpec>().Where(static block => block.HasStatistics);

    /// <summary>The blocks that standardise targets, each with the first of the outputs that are its own.</summary>
    public IEnumerable<(LayerSpec Block, int Offset)> TargetBlocks => Heads.Count == 0
        ? Blocks.OfType<LayerSpec>().Where(static block => block.IsForTargets).Select(static block => (block, 0))
        : Heads.SelectMany(part => Blocks.Skip(part.First).Take(part.Count).OfType<LayerSpec>().Where(static block => block.IsForTargets).Select(block => (block, part.Offset)));

    /// <summary>The block that standardises the inputs, or null.</summary>
    public LayerSpec? StandardizeBlock => Blocks.Count > 0 && Blocks[0] is LayerSpec first && first.Has(BlockTraits.ScalesInputs) ? first : null;

    /// <summary>Number of learned values. A long, because the spec of a rejected network may overflow an int.</summary>
    public long ParameterCount => LearnedBlocks.Sum(static block => block.ParameterCount);

    /// <summary>Whether a block that stands before another on the way to it learns: in the trunk, or in the same head.</summary>
    public bool LearnsBefore(int block)
    {
        var trunk = Blocks.TakeWhile(static other => other is not HeadSpec).Count();
        var head = block;
        while (head > 0 && Blocks[head] is not HeadSpec)
            head--;
        return Blocks.Where((other, index) => index < block && (index < trunk || index > head)).Any(static other => other is LearnedSpec { ParameterCount: > 0 });
    }

    /// <summary>A block's place among those with parameters, which have unique names.</summary>
    public int SlotOf(LearnedSpec block) => LearnedBlocks.TakeWhile(other => other.Name != block.Name).Count();

    /// <summary>The outputs are class probabilities or their logarithms, and only then has the network a Classify.</summary>
    public bool EndsInSoftmax => Heads.Count == 0 && Blocks.Count > 0 && Blocks[Blocks.Count - 1].Has(BlockTraits.Classes);

    /// <summary>Whether one output is the probability of a yes: a last sigmoid of width 1 with binary cross-entropy, or with two classes and no loss. The runtime's IsBinaryClassifier.</summary>
    public bool IsBinary => EndsInSigmoid && (Loss is not null ? Loss.IsBinary : Classes is not null);

    /// <summary>Whether the one output is a sigmoid's, whatever trains it.</summary>
    public bool EndsInSigmoid => Heads.Count == 0 && Blocks.Count > 0 && Blocks[Blocks.Count - 1] is ActivationSpec { Width: 1 } last && last.Has(BlockTraits.BinaryProbability);

    /// <summary>How many classes the outputs tell apart: two by a single one.</summary>
    public int ClassCount => Outputs == 1 ? 2 : Outputs;
}

/// <summary>One block: one attribute.</summary>
internal abstract record BlockSpec(string Kind, int Inputs, int Outputs) : AttributeSpec(Kind);

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
    float InitializerConstant) : LearnedSpec(DenseFamily.Dense.Name, Name, Inputs, Outputs)
{
    /// <summary>λ of λ·|w| over its own weights; null where the network's holds.</summary>
    public float? L1 { get; init; }

    /// <summary>λ of λ/2·w² over its own weights; null where the network's holds.</summary>
    public float? L2 { get; init; }

    public override long ParameterCount => (long)Inputs * Outputs + (HasBias ? Outputs : 0);

    /// <summary>Its arguments are members of their own; a topology shows one of them.</summary>
    protected override object? Written(string name) => name == DenseFamily.Bias && !HasBias ? false : null;
}

/// <summary>A block that keeps the width and is neither dense nor an activation: a norm, dropout, noise.</summary>
/// <param name="Kind">LayerNorm, Dropout, …: a row of the table of blocks.</param>
/// <param name="Name">The name of its parameter view; empty without parameters and statistics.</param>
/// <param name="Index">Its place among the blocks of its kind.</param>
/// <param name="Width">Floats of a row.</param>
/// <param name="Weights">How many factors it learns: the width, 1 where all share one, or 0.</param>
/// <param name="HasBias">Whether it learns as many summands too.</param>
/// <param name="WeightsStart">What the factors begin with; the summands begin with 0.</param>
internal sealed record LayerSpec(
    string Kind,
    string Name,
    int Index,
    int Width,
    int Weights = 0,
    bool HasBias = false,
    float WeightsStart = 1) : LearnedSpec(Kind, Name, Width, Width)
{
    /// <summary>Whether it works on the targets in training, and leaves outputs as they are there.</summary>
    public bool IsForTargets => Has(BlockTraits.ScalesTargets);

    /// <summary>Whether it keeps figures of the data that are not learned: two for each value of the row.</summary>
    public bool HasStatistics { get; init; }

    public override long ParameterCount => HasBias ? 2 * Weights : Weights;
}

/// <summary>An end of a residual, y = F(x) + x: the first stands where x does, the second where y does.</summary>
/// <param name="Kind">BeginResidual or EndResidual.</param>
/// <param name="Level">How many residuals are open around it; −1 for the end of none, in a declaration with errors.</param>
internal sealed record ResidualSpec(string Kind, int Width, int Level) : BlockSpec(Kind, Width, Width)
{
    public bool IsBegin => Has(BlockTraits.BeginsResidual);

    /// <summary>The places of the residuals that some blocks leave open, the outermost first.</summary>
    public static List<int> Open(IReadOnlyList<BlockSpec> blocks)
    {
        List<int> open = [];
        for (var index = 0; index < blocks.Count; index++)
        {
            if (blocks[index] is ResidualSpec { IsBegin: true })
                open.Add(index);
            else if (blocks[index] is HeadSpec)
                open.Clear();
            else if (blocks[index] is ResidualSpec && open.Count > 0)
                open.RemoveAt(open.Count - 1);
        }

        return open;
    }
}

/// <summary>Where a head begins: what follows, up to the next, reads what leaves the trunk.</summary>
/// <param name="Name">Its name in Pascal case; a valid identifier without '@'.</param>
/// <param name="Weight">What its loss counts.</param>
/// <param name="Loss">Its loss; some loss where it has none.</param>
/// <param name="HasLoss">Whether it has one.</param>
internal sealed record HeadSpec(string Name, int Width, float Weight, LossSpec Loss, bool HasLoss) : BlockSpec(Structure.Head.Name, Width, Width);

/// <summary>A head's part of a network.</summary>
/// <param name="Spec">Where it begins.</param>
/// <param name="First">Its first block's place among the network's.</param>
/// <param name="Count">How many blocks it has.</param>
/// <param name="Offset">The first of its outputs in a row.</param>
/// <param name="Outputs">How many outputs it has.</param>
internal sealed record HeadPart(HeadSpec Spec, int First, int Count, int Offset, int Outputs);

/// <summary>A block without weights that keeps the width: an activation.</summary>
/// <param name="Kind">Sigmoid, Tanh, Relu, …: a row of the table of blocks.</param>
internal sealed record ActivationSpec(string Kind, int Width) : BlockSpec(Kind, Width, Width);

/// <summary>The loss, the last attribute.</summary>
/// <param name="Kind">CrossEntropy, Huber, …; Loss for one of the user's.</param>
internal sealed record LossSpec(string Kind) : AttributeSpec(Kind)
{
    /// <summary>The sum over the heads of a network with heads.</summary>
    public static LossSpec OfHeads { get; } = new("Heads");

    /// <summary>What the topology calls it: a loss of the user's with its struct, since that may be named like one of ours.</summary>
    public string Title => Type is null ? Kind : $"{Kind}({Type.Name})";

    /// <summary>The user's struct, as a name that code can write; null for the others.</summary>
    public TypeFact? Type => Has(BlockTraits.UserDefined) ? Values.Select(static value => value.Value).OfType<TypeFact>().FirstOrDefault() : null;

    /// <summary>Whether it computes this activation itself where it is right before it.</summary>
    public bool Fuses(ActivationSpec activation) => BlockCatalogue.Find(Kind) is { } kind && activation.Has(kind.Fuses);

    /// <summary>Whether it takes its outputs for probabilities of a yes.</summary>
    public bool IsBinary => BlockCatalogue.Find(Kind) is { Loss.Meaning: OutputMeaning.Probabilities };
}

/// <summary>[Budget]: null where the user set no limit.</summary>
internal sealed record BudgetSpec(int? MaxParameters, int? MaxScratchBytes);

/// <summary>[Classes&lt;TEnum&gt;]: the enum, fully qualified with global::, and the labels of its members in the order of the outputs.</summary>
internal sealed record ClassesSpec(string EnumType, EquatableArray<string> Members);
