using System.Globalization;
using System.Text;

namespace Compiled;

/// <summary>One block of a network, as data.</summary>
/// <param name="Kind">Dense, Relu, Softmax, CrossEntropy …</param>
/// <param name="Name">The parameter view's name (Dense0, Fc1 …), or the name of a head that begins; empty for other blocks without weights.</param>
/// <param name="Inputs">Width of the input rows.</param>
/// <param name="Outputs">Width of the output rows.</param>
/// <param name="Parameters">Number of learned values.</param>
/// <param name="HasBias">Whether a dense block adds biases.</param>
public sealed record TopologyBlock(string Kind, string Name, int Inputs, int Outputs, int Parameters, bool HasBias)
{
    /// <summary>
    /// The arguments of its attribute apart from its shape, as they are written there: <c>slope: 0.01</c>, <c>Epsilon = 1E-05, Affine = false</c>; empty where there is nothing. Arguments
    /// that decide neither predictions nor losses, such as initialisers, are left out.
    /// </summary>
    public string Arguments { get; init; } = "";

    /// <summary>What code that works with blocks of any kind asks for. A block that is made without them has those of its kind.</summary>
    public BlockTraits Traits
    {
        get => field != BlockTraits.None ? field : BlockCatalogue.TraitsOf(Kind);
        init;
    }

    /// <summary>The value of one of the <see cref="Arguments"/> as it is written, or null when there is none of that name.</summary>
    public string? Argument(string name) => TopologyArguments.Find(Arguments, name);

    /// <summary>The value of one of the <see cref="Arguments"/> that is a number.</summary>
    /// <exception cref="ArgumentException">There is no number of that name.</exception>
    public float Number(string name) => TopologyArguments.Number(Arguments, name, Kind);

    /// <summary>Whether it has one of some traits.</summary>
    internal bool Has(BlockTraits any) => Traits.Has(any);

    /// <inheritdoc/>
    public bool Equals(TopologyBlock? other) =>
        other is not null && Kind == other.Kind && Name == other.Name && Inputs == other.Inputs && Outputs == other.Outputs && Parameters == other.Parameters
        && HasBias == other.HasBias && Arguments == other.Arguments;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Name, Inputs, Outputs, Parameters, HasBias, Arguments);
}

/// <summary>The shape of a network as data. Immutable; equal by value.</summary>
public sealed partial class Topology : IEquatable<Topology>
{
    /// <summary>Describes a network.</summary>
    /// <param name="name">The class's name.</param>
    /// <param name="inputSize">Floats in one input row.</param>
    /// <param name="blocks">The blocks from input to output, without the loss.</param>
    /// <param name="loss">The loss's kind, or null for a network that only predicts.</param>
    /// <param name="classes">The names of the classes, in the order of their labels: one for each output, or two for a single one, the negative class first; empty if they have none.</param>
    /// <param name="heads">The heads, in the order of their outputs; empty for a network without heads.</param>
    public Topology(
        string name, int inputSize, IReadOnlyList<TopologyBlock> blocks, string? loss = null, IReadOnlyList<string>? classes = null,
        IReadOnlyList<TopologyHead>? heads = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(blocks);
        Name = name;
        InputSize = inputSize;
        Blocks = [.. blocks];
        Loss = loss;
        Classes = [.. classes ?? []];
        Heads = [.. heads ?? []];
        // Loops: the first network of a program waits for all that is loaded and compiled here, and LINQ would be much of it.
        for (var index = 0; index < Heads.Count; index++)
            OutputSize += Heads[index].Size;
        if (Heads.Count == 0)
            OutputSize = blocks.Count == 0 ? inputSize : blocks[^1].Outputs;
        for (var index = 0; index < blocks.Count; index++)
            ParameterCount += blocks[index].Parameters;
    }

    /// <summary>The class's name.</summary>
    public string Name { get; }

    /// <summary>Floats in one input row.</summary>
    public int InputSize { get; }

    /// <summary>Floats in one output row.</summary>
    public int OutputSize { get; }

    /// <summary>Number of learned values.</summary>
    public int ParameterCount { get; }

    /// <summary>The blocks from input to output, without the loss.</summary>
    public IReadOnlyList<TopologyBlock> Blocks { get; }

    /// <summary>The loss's kind, or null for a network that only predicts. With heads, a sum such as "CrossEntropy of Policy + 0.5 * MeanSquaredError of Value".</summary>
    public string? Loss { get; }

    /// <summary>The loss's setting as its attribute's argument is written, <c>delta: 1</c>; empty for a loss without, and with heads, which have their own.</summary>
    public string LossArguments { get; init; } = "";

    /// <summary>The names of the classes, in the order of their labels: one for each output, or two for a single one, the negative class first; empty if they have none.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>The names of the inputs, in order, as <c>[Features]</c> declares them; empty when it does not. What an instance has learned is in its <c>FeatureNames</c>.</summary>
    public IReadOnlyList<string> Features
    {
        get;
        init => field = [.. value ?? throw new ArgumentNullException(nameof(Features))];
    } = [];

    /// <summary>
    /// What turns raw columns into the inputs, in the topology of a file or of an export; null elsewhere, since no class declares it. What an instance has learned is in its <c>Encoder</c>.
    /// </summary>
    public TableEncoder? Encoder { get; init; }

    /// <summary>The heads, in the order of their outputs; empty for a network without heads.</summary>
    public IReadOnlyList<TopologyHead> Heads { get; }

    /// <summary>True when the outputs are class probabilities or their logarithms: the last block is a softmax, or the logarithm of one, and there are no heads.</summary>
    public bool IsClassifier => Heads.Count == 0 && Blocks.Count > 0 && Blocks[^1].Has(BlockTraits.Classes);

    /// <summary>
    /// True if the single output is the probability of the positive class: a sigmoid of width 1 trained by binary cross-entropy, or, in a network without a loss, one with two <see cref="Classes"/>.
    /// </summary>
    public bool IsBinaryClassifier =>
        OutputSize == 1 && Blocks.Count > 0 && Blocks[^1].Has(BlockTraits.BinaryProbability)
        && (Loss is null ? Classes.Count == 2 : LossTraits.Of(Loss).Meaning == OutputMeaning.Probabilities);

    /// <inheritdoc/>
    public bool Equals(Topology? other) =>
        other is not null && Name == other.Name && InputSize == other.InputSize && Loss == other.Loss && LossArguments == other.LossArguments
        && Blocks.SequenceEqual(other.Blocks) && Classes.SequenceEqual(other.Classes) && Features.SequenceEqual(other.Features) && Equals(Encoder, other.Encoder) && Heads.SequenceEqual(other.Heads);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Topology);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, InputSize, OutputSize, Blocks.Count, Loss);

    /// <summary>The summary table: one row per block, with shapes and parameters, the totals below, and the features where the class names them.</summary>
    public override string ToString()
    {
        List<string[]> rows = [["Block", "Shape", "Parameters"], ["Input", Format(InputSize), Format(0)]];
        foreach (var block in Blocks)
        {
            var title = block.Name.Length == 0 ? block.Kind : $"{block.Name} ({block.Kind})";
            var shape = block.Has(BlockTraits.Dense) ? $"{Format(block.Inputs)} -> {Format(block.Outputs)}" : Format(block.Outputs);
            rows.Add([title, shape, Format(block.Parameters)]);
        }

        var widths = Enumerable.Range(0, 3).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var rule = new string('-', widths.Sum() + 4);
        var text = new StringBuilder();
        text.Append(Name).Append('\n').Append(rule).Append('\n');
        for (var row = 0; row < rows.Count; row++)
        {
            text.Append(rows[row][0].PadRight(widths[0])).Append("  ").Append(rows[row][1].PadRight(widths[1])).Append("  ")
                .Append(rows[row][2].PadLeft(widths[2])).Append('\n');
            if (row == 0)
                text.Append(rule).Append('\n');
        }

        text.Append(rule).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{Format(ParameterCount)} parameters ({Format(ParameterCount * 4L)} bytes)");
        text.Append(Loss is null ? ", inference only" : $", loss {Loss}");
        if (Features.Count > 0)
            text.Append("\nfeatures: ").Append(Wording.List(Features.Select(static name => Storage.ModelText.Clip(name))));
        if (Encoder is not null)
            text.Append("\nencoder: ").Append(Wording.List(Encoder.Columns.Select(static column => Storage.ModelText.Clip(column.Name))));
        return text.ToString();
    }

    /// <summary>The same shape with other names.</summary>
    internal Topology WithNames(IReadOnlyList<string> features, IReadOnlyList<string> classes, TableEncoder? encoder = null) =>
        new(Name, InputSize, Blocks, Loss, classes, Heads) { LossArguments = LossArguments, Features = features, Encoder = encoder };

    private static string Format(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
