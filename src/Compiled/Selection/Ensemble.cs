using System.Buffers;

namespace Compiled;

/// <summary>
/// Several networks of one class that answer together: their mean, or their votes. Independently trained members make different errors, so that their mean is better than most of them. Immutable
/// itself; its members are those that it was made of, not copies.
/// </summary>
/// <remarks>
/// <para>Predictions allocate nothing, add the members in their order in double precision, and are safe on any number of threads as long as nothing writes a member's parameters. A prediction costs as
/// much as one of each member.</para>
/// <para>Mean: yᵢ = 1/M Σ yᵢₘ, of probabilities and rates themselves where outputs are their logarithms (<c>LogSoftmax</c>, <c>[Poisson]</c>). Vote: the share of members whose largest
/// output, or whose decision for a yes, it is; outputs that are margins or log-odds become 2 · share − 1, so that 0 stays the border, and logarithms stay logarithms (ln 0 = −∞).</para>
/// </remarks>
/// <typeparam name="TNetwork">The class of the members.</typeparam>
public sealed partial class Ensemble<TNetwork>
    where TNetwork : class, INetwork<TNetwork>
{
    /// <summary>The most members of an ensemble.</summary>
    public const int MaxMembers = EnsembleFile.MostMembers;

    private const int StackFloats = 256;
    private const int ChunkRows = 64;

    private readonly TNetwork[] _members;
    private readonly OutputSection[] _sections;

    /// <summary>An ensemble of networks, which are shared and not copied.</summary>
    /// <param name="members">From 1 to <see cref="MaxMembers"/> networks, with the same names of features and classes.</param>
    /// <param name="rule">How they answer together.</param>
    /// <exception cref="ArgumentException">
    /// There are no or too many members, one is null, their names differ, or they are to vote on numbers.
    /// </exception>
    public Ensemble(IEnumerable<TNetwork> members, EnsembleRule rule = EnsembleRule.Mean)
    {
        ArgumentNullException.ThrowIfNull(members);
        _members = [.. members];
        _sections = [.. OutputSection.Of(TNetwork.Topology)];
        Rule = rule;
        if (_members.Length is 0 or > MaxMembers)
            throw new ArgumentException(Wording.Of($"'members' has {_members.Length} networks, but an ensemble has from 1 to {MaxMembers}."), nameof(members));
        if (!Enum.IsDefined(rule))
            throw new ArgumentOutOfRangeException(nameof(rule), rule, "'rule' must be EnsembleRule.Mean or EnsembleRule.Vote.");
        if (rule == EnsembleRule.Vote && !Array.TrueForAll(_sections, static section => section.Decides))
            throw new ArgumentException($"{TNetwork.Topology.Name} has outputs that are numbers, on which nothing can be voted: use EnsembleRule.Mean.", nameof(rule));
        for (var index = 0; index < _members.Length; index++)
        {
            if (_members[index] is not { } member)
                throw new ArgumentException(Wording.Of($"Member {index} of the ensemble is null."), nameof(members));
            Check("features", index, _members[0].FeatureNames, member.FeatureNames);
            Check("classes", index, _members[0].ClassNames, member.ClassNames);
            if (!Equals(_members[0].Encoder, member.Encoder))
                throw new ArgumentException(
                    Wording.Of($"Member {index} of the ensemble takes raw columns in another way than member 0: train all members on data of one encoder."), nameof(members));
        }
    }

    /// <summary>The networks, in order.</summary>
    public IReadOnlyList<TNetwork> Members => _members;

    /// <summary>How they answer together.</summary>
    public EnsembleRule Rule { get; }

    /// <summary>The names of the inputs, those of every member; empty if they have none.</summary>
    public IReadOnlyList<string> FeatureNames => _members[0].FeatureNames;

    /// <summary>The names of the classes, those of every member; empty if they have none.</summary>
    public IReadOnlyList<string> ClassNames => _members[0].ClassNames;

    /// <summary>How raw columns become inputs, the same for every member; null if the members do not know.</summary>
    public TableEncoder? Encoder => _members[0].Encoder;

    /// <summary>Trains the members one after the other and puts them together.</summary>
    /// <param name="count">Number of members.</param>
    /// <param name="train">Makes a trained network from the number of its member, which is a good seed: other initial weights, and another shuffle.</param>
    /// <param name="rule">How they answer together.</param>
    /// <exception cref="ArgumentException">The number is not from 1 to <see cref="MaxMembers"/>, or the members do not fit together.</exception>
    public static Ensemble<TNetwork> Train(int count, Func<int, TNetwork> train, EnsembleRule rule = EnsembleRule.Mean)
    {
        ArgumentNullException.ThrowIfNull(train);
        if (count is < 1 or > MaxMembers)
            throw new ArgumentOutOfRangeException(nameof(count), count, Wording.Of($"'count' is {count}, but an ensemble has from 1 to {MaxMembers} members."));
        var members = new TNetwork[count];
        for (var index = 0; index < count; index++)
            members[index] = train(index);
        return new(members, rule);
    }

    /// <summary>Computes one output row; allocates nothing.</summary>
    /// <param name="input">One row of inputs.</param>
    /// <param name="output">Receives one row of outputs.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or the two overlap.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> output)
    {
        Runtime.Guard.Row(input, output, TNetwork.InputSize, TNetwork.OutputSize);
        Compute(input, output, 1);
    }

    /// <summary>Computes any number of rows, row-major; allocates nothing. The result of a row is that of <see cref="Predict"/> as far as the members' are.</summary>
    /// <param name="inputs">[row][input]; at least one row.</param>
    /// <param name="outputs">[row][output].</param>
    /// <exception cref="ArgumentException">A span has the wrong length, the batch is empty, or the two overlap.</exception>
    public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        var (inputSize, outputSize) = (TNetwork.InputSize, TNetwork.OutputSize);
        var rows = Runtime.Guard.Rows(inputs.Length, inputSize, nameof(inputs));
        Runtime.Guard.RowsMatch(outputs.Length, rows, outputSize, nameof(outputs));
        Runtime.Guard.NoOverlap(inputs, outputs, nameof(inputs), nameof(outputs));
        for (var first = 0; first < rows; first += ChunkRows)
        {
            var count = Math.Min(ChunkRows, rows - first);
            Compute(inputs.Slice(first * inputSize, count * inputSize), outputs.Slice(first * outputSize, count * outputSize), count);
        }
    }

    /// <summary>The class of one row: the largest output, the lowest class of equal ones; of a single output whether it is a yes.</summary>
    /// <param name="input">One row of inputs.</param>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    /// <exception cref="InvalidOperationException">The network is not a classifier.</exception>
    public int Classify(ReadOnlySpan<float> input)
    {
        if (_sections is not [{ Decides: true } section] || (section.Size > 1 && section.Meaning != OutputMeaning.Classes))
            throw new InvalidOperationException($"{TNetwork.Topology.Name} is not a classifier: its last block must be Softmax or LogSoftmax, or it must have one output that decides.");
        var rented = section.Size > StackFloats ? ArrayPool<float>.Shared.Rent(section.Size) : null;
        var output = rented is null ? stackalloc float[section.Size] : rented.AsSpan(0, section.Size);
        try
        {
            Predict(input, output);
            return section.Size == 1 ? output[0] > section.Threshold ? 1 : 0 : Decision.ArgMax(output);
        }
        finally
        {
            if (rented is not null)
                ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>Predicts every row of a dataset and compares: see <see cref="NetworkEvaluation.Evaluate{TNetwork}(TNetwork, Dataset, EvaluationOptions)"/>.</summary>
    /// <param name="data">Rows of the network's sizes; features are matched by name where both sides have names.</param>
    /// <param name="options">What else is asked for; null for nothing.</param>
    /// <exception cref="ArgumentException">The dataset does not fit the network, or a metric or the threshold does not fit its loss.</exception>
    public Evaluation Evaluate(Dataset data, EvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(data);
        data = FeatureMatch.Align(TNetwork.Topology, FeatureNames, data, "The dataset", nameof(data));
        EncoderMatch.Check(TNetwork.Topology, Encoder, data, "The dataset", nameof(data));
        return NetworkEvaluation.Evaluate(TNetwork.Topology, FeatureNames, ClassNames, PredictBatch, data, options ?? new EvaluationOptions());
    }

    private void Compute(ReadOnlySpan<float> inputs, Span<float> outputs, int rows)
    {
        var length = rows * TNetwork.OutputSize;
        var rented = ArrayPool<double>.Shared.Rent(length);
        try
        {
            var sums = rented.AsSpan(0, length);
            sums.Clear();
            foreach (var member in _members)
            {
                // The outputs are the scratch of each member, and at last those of all.
                member.PredictBatch(inputs, outputs);
                foreach (var section in _sections)
                    for (var first = section.Offset; first < length; first += TNetwork.OutputSize)
                        Add(section, outputs.Slice(first, section.Size), sums.Slice(first, section.Size));
            }

            foreach (var section in _sections)
                for (var first = section.Offset; first < length; first += TNetwork.OutputSize)
                    for (var index = first; index < first + section.Size; index++)
                        outputs[index] = Result(section, sums[index] / _members.Length);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(rented);
        }
    }

    private void Add(OutputSection section, ReadOnlySpan<float> outputs, Span<double> sums)
    {
        if (Rule == EnsembleRule.Mean)
        {
            for (var index = 0; index < outputs.Length; index++)
                sums[index] += section.AreLogarithms ? Numerics.ScalarMath.Exp(outputs[index]) : outputs[index];
        }
        else if (section.Meaning == OutputMeaning.Classes)
        {
            sums[Decision.ArgMax(outputs)]++;
        }
        else
        {
            for (var index = 0; index < outputs.Length; index++)
                sums[index] += outputs[index] > section.Threshold ? 1 : 0;
        }
    }

    private float Result(OutputSection section, double mean)
    {
        if (section.AreLogarithms)
            return mean > 0 ? (float)Numerics.ScalarMath.Log(mean) : double.IsNaN(mean) ? float.NaN : float.NegativeInfinity;
        return (float)(Rule == EnsembleRule.Vote && section.Threshold == 0 ? 2 * mean - 1 : mean);
    }

    private static void Check(string what, int index, IReadOnlyList<string> first, IReadOnlyList<string> other)
    {
        if (!first.SequenceEqual(other))
            throw new ArgumentException(
                Wording.Of($"Member {index} of the ensemble has the {what} {(other.Count == 0 ? "without names" : Wording.List(other))}, but member 0 has {(first.Count == 0 ? "none" : Wording.List(first))}: train all members on data with the same columns."), "members");
    }
}
