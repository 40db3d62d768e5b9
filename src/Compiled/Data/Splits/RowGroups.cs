namespace Compiled.Splits;

/// <summary>Rows that belong together, numbered by their group in the order of first appearance.</summary>
internal sealed class RowGroups
{
    private readonly int[] _groupOfRow;

    private RowGroups(int[] groupOfRow, int count)
    {
        _groupOfRow = groupOfRow;
        Sizes = new int[count];
        foreach (var group in groupOfRow)
            Sizes[group]++;
    }

    /// <summary>The number of groups.</summary>
    public int Count => Sizes.Length;

    /// <summary>The rows of each group.</summary>
    public int[] Sizes { get; }

    /// <summary>The number of all rows.</summary>
    public int Rows => _groupOfRow.Length;

    /// <summary>The group of a row.</summary>
    public int Of(int row) => _groupOfRow[row];

    /// <summary>Numbers the groups.</summary>
    /// <exception cref="ArgumentException">Not one for each row, or one is null.</exception>
    public static RowGroups Of<TGroup>(IReadOnlyList<TGroup> groups, int rows)
    {
        ArgumentNullException.ThrowIfNull(groups);
        if (groups.Count != rows)
            throw new ArgumentException(Wording.Of($"'groups' has {Wording.Count(groups.Count, "element")}, but the dataset has {Wording.Count(rows, "row")}: pass the group of each row."), nameof(groups));
        var numbers = new Dictionary<object, int>();
        var groupOfRow = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            if (groups[row] is not { } group)
                throw new ArgumentException(Wording.Of($"'groups' has null for row {row}: give every row a group, or leave out the rows without one with Subset."), nameof(groups));
            if (!numbers.TryGetValue(group, out groupOfRow[row]))
                numbers.Add(group, groupOfRow[row] = numbers.Count);
        }

        return new RowGroups(groupOfRow, numbers.Count);
    }
}
