namespace Compiled.Tests;

/// <summary>Four class probabilities.</summary>
public sealed class FourClasses : IShape
{
    public static Topology Topology { get; } = Shapes.Of("FourNet", 4, 4, "Softmax", "CrossEntropy");
}

/// <summary>The probability of a yes.</summary>
public sealed class Yes : IShape
{
    public static Topology Topology { get; } = Shapes.Of("YesNet", 1, 1, "Sigmoid", "BinaryCrossEntropy");
}

/// <summary>A margin.</summary>
public sealed class Edge : IShape
{
    public static Topology Topology { get; } = Shapes.Of("EdgeNet", 1, 1, "Identity", "Hinge");
}

/// <summary>Three independent labels.</summary>
public sealed class Tags : IShape
{
    public static Topology Topology { get; } = Shapes.Of("TagNet", 3, 3, "Sigmoid", "BinaryCrossEntropy");
}

/// <summary>A number.</summary>
public sealed class OneNumber : IShape
{
    public static Topology Topology { get; } = Shapes.Of("NumberNet", 1, 1, "Identity", "MeanSquaredError");
}
