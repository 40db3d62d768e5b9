namespace Compiled;

/// <summary>What the cells of a <see cref="TableColumn"/> are.</summary>
public enum ColumnKind
{
    /// <summary>Numbers, as floats; NaN where the value is missing.</summary>
    Numeric = 0,

    /// <summary>Texts, as codes into the list of distinct texts; −1 where the value is missing.</summary>
    Text = 1,
}
