using Compiled.Splits;

namespace Compiled;

public sealed partial class Dataset
{
    /// <summary>Divides the rows into k folds of equal size, for cross-validation: each row is in the test part of exactly one fold.</summary>
    /// <remarks>
    /// <para>
    /// scikit-learn's <c>KFold(shuffle=True)</c>, <c>StratifiedKFold</c>, and with <paramref name="repeats"/> <c>RepeatedKFold</c> and <c>RepeatedStratifiedKFold</c>.
    /// The sizes of two folds differ by at most one row; stratified, so do the rows of each class in two folds. For rows that belong together, such as
    /// those of one patient, use <see cref="GroupKFold"/>.
    /// </para>
    /// <para>Folds are created one by one as they are asked for, each with copies of its rows: a loop needs the memory of one.</para>
    /// </remarks>
    /// <param name="folds">k: at least 2, and at most the number of rows.</param>
    /// <param name="seed">Selects the rows; the same seed gives the same folds on every machine.</param>
    /// <param name="stratify">Whether each class is spread evenly over the folds. Null means: if the dataset has <see cref="ClassNames"/>.</param>
    /// <param name="repeats">How many times the rows are divided, differently each time; at least 1.</param>
    /// <returns>repeats · k folds, first those of the first division.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds or more than rows, or no repetition.</exception>
    /// <exception cref="InvalidOperationException">Stratification was requested, but the targets are not classes.</exception>
    /// <exception cref="ArgumentException">The folds are stratified, but no class has a row for each of them.</exception>
    public IEnumerable<Fold> KFold(int folds = 5, long seed = 0, bool? stratify = null, int repeats = 1)
    {
        CheckFolds(folds, repeats);
        int[]? labels = stratify ?? ClassNames.Count > 0 ? ClassLabels("so the folds cannot be stratified: pass stratify: false") : null;
        if (labels is not null && RowsOfClasses(labels).Max() is var most && most < folds)
            throw new ArgumentException(
                Wording.Of($"{folds} stratified folds need a class with at least {folds} rows, but the largest has {most}: use fewer folds, or pass stratify: false."), nameof(folds));
        return Folds(folds, repeats, repeat => FoldAssignment.OfRows(Count, labels, folds, seed, repeat));
    }

    /// <summary>Divides the rows into k folds that keep groups together: all rows of a group are in the test part of the same fold.</summary>
    /// <remarks>
    /// <para>
    /// scikit-learn's <c>GroupKFold</c>: the largest group goes to the smallest fold, and so on; and with <paramref name="stratify"/> its
    /// <c>StratifiedGroupKFold</c>: the group whose classes are the least even goes where the shares of the classes in the folds then differ least. The seed decides between equal groups.
    /// With large groups, the sizes of the folds differ, and a fold may lack a class.
    /// </para>
    /// <para>Folds are created one by one as they are asked for, each with copies of its rows: a loop needs the memory of one.</para>
    /// </remarks>
    /// <typeparam name="TGroup">Anything that can be compared for equality: numbers, names.</typeparam>
    /// <param name="groups">The group of each row.</param>
    /// <param name="folds">k: at least 2, and at most the number of groups.</param>
    /// <param name="seed">Decides between equal groups; the same seed gives the same folds on every machine.</param>
    /// <param name="stratify">Whether the classes are spread over the folds as evenly as the groups allow.</param>
    /// <param name="repeats">How many times the groups are divided; at least 1. Without equal groups, each division is the same.</param>
    /// <returns>repeats · k folds, first those of the first division.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds or more than groups, or no repetition.</exception>
    /// <exception cref="ArgumentException">The number of groups is not the number of rows, or one is null.</exception>
    /// <exception cref="InvalidOperationException">Stratification was requested, but the targets are not classes.</exception>
    public IEnumerable<Fold> GroupKFold<TGroup>(IReadOnlyList<TGroup> groups, int folds = 5, long seed = 0, bool stratify = false, int repeats = 1)
    {
        CheckFolds(folds, repeats);
        var grouping = RowGroups.Of(groups, Count);
        if (folds > grouping.Count)
            throw new ArgumentOutOfRangeException(
                nameof(folds), folds, Wording.Of($"{folds} folds need at least {folds} groups, but there are {grouping.Count}: use fewer folds."));
        var labels = stratify ? ClassLabels("so the folds cannot be stratified: pass stratify: false") : null;
        return Folds(folds, repeats, repeat => labels is null
            ? FoldAssignment.OfGroups(grouping, folds, seed, repeat)
            : FoldAssignment.OfStratifiedGroups(grouping, labels, ClassCount, folds, seed, repeat));
    }

    /// <summary>Splits the rows into two datasets that keep groups together: no group has rows in both.</summary>
    /// <remarks>
    /// scikit-learn's <c>GroupShuffleSplit</c>, but for what the fraction is of: there of the groups, here of the rows. The groups are put into a random order, and the
    /// first ones go to <c>Train</c>, up to where its share of the rows is nearest to the fraction. Both parts have at least one group.
    /// </remarks>
    /// <typeparam name="TGroup">Anything that can be compared for equality: numbers, names.</typeparam>
    /// <param name="groups">The group of each row, such as the patient, the writer or the day.</param>
    /// <param name="fraction">The fraction of the rows that go to <c>Train</c>, between 0 and 1, as nearly as whole groups allow.</param>
    /// <param name="seed">Selects the groups; the same seed gives the same split on every machine.</param>
    /// <returns>Both parts, in the order of the dataset; together they contain every row once.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is not between 0 and 1.</exception>
    /// <exception cref="ArgumentException">The number of groups is not the number of rows, one is null, or all rows are of the same group.</exception>
    public (Dataset Train, Dataset Test) GroupSplit<TGroup>(IReadOnlyList<TGroup> groups, double fraction, long seed)
    {
        CheckFraction(fraction);
        var grouping = RowGroups.Of(groups, Count);
        if (grouping.Count < 2)
            throw new ArgumentException("All rows are of the same group, but each part needs at least one group: use Split.", nameof(groups));
        var isTrain = FoldAssignment.TrainingGroups(grouping, fraction, seed);
        var train = Rows(row => isTrain[grouping.Of(row)]);
        return (Subset(train), Subset(Rows(row => !isTrain[grouping.Of(row)])));
    }

    private static void CheckFraction(double fraction)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(
                nameof(fraction), fraction,
                Wording.Of($"A fraction of {fraction} is not valid: it must be between 0 and 1, such as 0.75."));
    }

    private void CheckFolds(int folds, int repeats)
    {
        if (folds < 2)
            throw new ArgumentOutOfRangeException(nameof(folds), folds, Wording.Of($"folds is {folds}, but must be at least 2: one part is evaluated, the others are for training."));
        if (folds > Count)
            throw new ArgumentOutOfRangeException(
                nameof(folds), folds, Wording.Of($"{folds} folds need at least {folds} rows, but the dataset has {Count}: use fewer folds."));
        if (repeats < 1)
            throw new ArgumentOutOfRangeException(nameof(repeats), repeats, Wording.Of($"repeats is {repeats}, but must be at least 1."));
    }

    private IEnumerable<Fold> Folds(int folds, int repeats, Func<int, int[]> assign)
    {
        for (var repeat = 0; repeat < repeats; repeat++)
        {
            var foldOf = assign(repeat);
            for (var fold = 0; fold < folds; fold++)
            {
                var index = fold;
                yield return new Fold(this, repeat, fold, Rows(row => foldOf[row] != index), Rows(row => foldOf[row] == index));
            }
        }
    }

    private int[] Rows(Predicate<int> isIn)
    {
        var rows = new List<int>(Count);
        for (var row = 0; row < Count; row++)
        {
            if (isIn(row))
                rows.Add(row);
        }

        return [.. rows];
    }
}
