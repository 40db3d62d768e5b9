namespace Compiled;

/// <summary>Where a searcher with budgets takes its points from.</summary>
public enum PointSampler
{
    /// <summary>Independent random points: <see cref="RandomSearch"/>.</summary>
    Random,

    /// <summary>A scrambled Sobol sequence: <see cref="SobolSearch"/>.</summary>
    Sobol,

    /// <summary>A model of the results of the first budget: <see cref="TpeSearch"/>, as BOHB does.</summary>
    Tpe,
}
