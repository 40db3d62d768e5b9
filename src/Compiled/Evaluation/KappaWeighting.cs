namespace Compiled;

/// <summary>How much a confusion of class i with class j costs in Cohen's kappa; scikit-learn's <c>weights</c> of <c>cohen_kappa_score</c>.</summary>
public enum KappaWeighting
{
    /// <summary>1 for every confusion.</summary>
    None,

    /// <summary>|i − j|: for ordered classes.</summary>
    Linear,

    /// <summary>(i − j)²: for ordered classes.</summary>
    Quadratic,
}
