using Compiled.Dynamic;

namespace Compiled.Tool.Training;

/// <summary>How a network scales its inputs.</summary>
internal enum InputScale
{
    /// <summary>To mean 0 and standard deviation 1.</summary>
    Standard,

    /// <summary>Not at all.</summary>
    None,

    /// <summary>To 0 … 1 on the training rows.</summary>
    MinMax,

    /// <summary>To median 0 and a middle half of width 1.</summary>
    Robust,
}

/// <summary>Scales as the command line names them, and as networks take them over.</summary>
internal static class InputScales
{
    /// <summary>The names, in the order of the help.</summary>
    public static IReadOnlyList<string> Names { get; } = ["none", "minmax", "standard", "robust"];

    /// <summary>The scale of a name, or null.</summary>
    public static InputScale? Find(string name) => name.ToLowerInvariant() switch
    {
        "none" => InputScale.None,
        "minmax" => InputScale.MinMax,
        "standard" => InputScale.Standard,
        "robust" => InputScale.Robust,
        _ => null,
    };

    /// <summary>The name of a scale.</summary>
    public static string NameOf(InputScale scale) => scale.ToString().ToLowerInvariant();

    /// <summary>Gives a network the scaling of its training rows: it is a part of the network from then on, and of every file of it.</summary>
    public static void Fit(InputScale scale, DynamicNetwork network, Dataset data)
    {
        if (scale == InputScale.None)
            return;
        network.SetStandardization(scale switch
        {
            InputScale.MinMax => Standardizer.FitMinMax(data),
            InputScale.Robust => Standardizer.FitRobust(data),
            _ => Standardizer.Fit(data),
        });
    }
}
