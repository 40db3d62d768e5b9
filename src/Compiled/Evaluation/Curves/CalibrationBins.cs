namespace Compiled;

/// <summary>How probabilities are put into bins; scikit-learn's <c>strategy</c> of <c>calibration_curve</c>.</summary>
public enum CalibrationBins
{
    /// <summary>Bins of equal width from 0 to 1.</summary>
    Uniform,

    /// <summary>Bins with about the same number of rows, between the quantiles of the probabilities.</summary>
    Quantile,
}
