namespace Compiled;

/// <summary>What the best constant answer achieves: the figure that a network must beat. scikit-learn's <c>DummyClassifier(strategy="prior")</c> and <c>DummyRegressor</c>.</summary>
/// <param name="Description">The answer, such as "always 'setosa'" or "always the mean".</param>
/// <param name="Evaluation">How well it does on the same rows; it has no baseline itself.</param>
public sealed record Baseline(string Description, Evaluation Evaluation)
{
    /// <summary>The evaluation's score, to be compared with that of the network.</summary>
    public double Score => Evaluation.Score;
}
