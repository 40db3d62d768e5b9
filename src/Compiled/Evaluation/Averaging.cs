namespace Compiled;

/// <summary>How a figure of several classes becomes one number; scikit-learn's <c>average</c>.</summary>
public enum Averaging
{
    /// <summary>The mean over the classes, each counting equally.</summary>
    Macro,

    /// <summary>From the counts of all classes together: every row counts equally.</summary>
    Micro,

    /// <summary>The mean over the classes, each weighted by its rows.</summary>
    Weighted,

    /// <summary>The positive class alone, class 1 of two.</summary>
    Binary,
}
