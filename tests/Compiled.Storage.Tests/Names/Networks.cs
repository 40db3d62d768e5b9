using System.Runtime.Serialization;

namespace Compiled.Tests.Names;

public enum Risk
{
    Low,
    [EnumMember(Value = "rather, high")]
    High,
}

/// <summary>Learns all its names.</summary>
[Network(3)]
[Standardize]
[Dense(4), Tanh]
[Dense(2), Softmax]
[CrossEntropy]
public sealed partial class LearningNet;

/// <summary>The same blocks with names of its own.</summary>
[Network(3)]
[Features("age", "income, net", "debt")]
[Standardize]
[Dense(4), Tanh]
[Dense(2), Softmax]
[CrossEntropy]
[Classes<Risk>]
public sealed partial class DeclaringNet;

/// <summary>One probability, of which nothing is declared.</summary>
[Network(3)]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class LearningBinaryNet;

/// <summary>One probability with labels.</summary>
[Network(3)]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
[Classes<Risk>]
[Features("age", "income, net", "debt")]
public sealed partial class DeclaringBinaryNet;

/// <summary>One probability that cannot be trained.</summary>
[Network(1)]
[Dense(1), Sigmoid]
[Classes<Risk>]
public sealed partial class PredictingBinaryNet;

/// <summary>Data with names that files have to escape.</summary>
internal static class NamedData
{
    public static readonly string[] Features = ["age", "income, net", "debt"];
    public static readonly string[] Classes = ["Low", "rather, high"];

    /// <summary>Rows whose columns differ in size, so that columns in a wrong place show.</summary>
    public static Dataset Rows(string[]? classes = null) => Dataset.FromLabels(Values, [0, 1, 0, 1, 1, 0], classes ?? Classes, Features);

    /// <summary>The same rows with their columns in another order, and one that no network knows.</summary>
    public static Dataset Turned => Dataset.FromLabels(
        [.. Rows().Inputs.ToArray().Chunk(3).SelectMany(static row => new[] { row[2], 99, row[0], row[1] })], [0, 1, 0, 1, 1, 0], Classes, ["debt", "id", "age", "income, net"]);

    /// <summary>One target of 0 and 1.</summary>
    public static Dataset Answers => Dataset.FromMemory(Values, [0, 1, 0, 1, 1, 0], 3, 1, Features, classNames: Classes);

    private static float[] Values => [20, 1_000, 1, 30, 5_000, 4, 40, 2_000, 2, 50, 9_000, 8, 35, 7_000, 6, 25, 3_000, 3];
}
