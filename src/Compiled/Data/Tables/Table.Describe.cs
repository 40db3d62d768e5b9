using Compiled.Tables;

namespace Compiled;

public sealed partial class Table
{
    /// <summary>
    /// Looks at every column: its type, range, missing and distinct values, and what may be wrong with it (<see cref="ColumnWarnings"/>). The <c>ToString</c> of the report is a readable table.
    /// </summary>
    /// <remarks>
    /// With a target, each other column is tried alone: rows with nearly the same value form a group (a text, or one of 64 ranges of numbers), and each row is predicted from the others of its
    /// group. A column that is right in 99 % of the rows, or with R² of 0.99 for numbers, is called leaking, unless one class has more than 95 % of the rows. It costs a sort of each column.
    /// </remarks>
    /// <param name="target">The name of the target column, or null.</param>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public TableReport Describe(string? target = null)
    {
        TableColumn? known = null;
        if (target is not null && !TryGetColumn(target, out known))
            throw new ArgumentException(Unknown(target), nameof(target));
        return new TableReport(Count, [.. _columns.Select(column => TableDescription.Of(column, known))], target);
    }
}
