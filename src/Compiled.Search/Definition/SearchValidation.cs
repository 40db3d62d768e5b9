namespace Compiled;

/// <summary>Which rows judge a trial: a part of the data, or each part in turn. Immutable; equal by value.</summary>
/// <remarks>With groups in <see cref="SearchData"/>, no group has rows in both parts. Classes are stratified if the data has class names.</remarks>
public sealed record SearchValidation
{
    private SearchValidation(double fraction, int folds) => (Fraction, Folds) = (fraction, folds);

    /// <summary>The fraction of the rows that judge; 0 with folds.</summary>
    public double Fraction { get; }

    /// <summary>The number of folds; 0 without.</summary>
    public int Folds { get; }

    /// <summary>Holds out a fraction of the rows, which end training early and judge; a quarter by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    public static SearchValidation HoldOut(double fraction = 0.25) => fraction is > 0 and < 1
        ? new(fraction, 0)
        : throw new ArgumentOutOfRangeException(nameof(fraction), fraction, Wording.Of($"A fraction of {fraction} is not valid: it must be between 0 and 1, such as 0.25."));

    /// <summary>Cross-validation: each trial trains one network per fold, and its objective is the mean over the folds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds.</exception>
    public static SearchValidation KFold(int folds = 5) => folds >= 2
        ? new(0, folds)
        : throw new ArgumentOutOfRangeException(nameof(folds), folds, Wording.Of($"folds is {folds}, but must be at least 2: one part is evaluated, the others are for training."));

    /// <summary>"hold-out 0.25" or "5 folds".</summary>
    public override string ToString() => Folds > 0 ? Wording.Of($"{Folds} folds") : Wording.Of($"hold-out {Fraction:R}");
}
