namespace Compiled;

/// <summary>What a <see cref="TableReport"/> warns of in a column.</summary>
[Flags]
public enum ColumnWarnings
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>No row has a value.</summary>
    Empty = 1,

    /// <summary>All values are the same, and none is missing: the column tells rows apart in nothing.</summary>
    Constant = 2,

    /// <summary>The values name the rows: texts that nearly all differ, or whole numbers that all differ and count the rows. A network would learn the training rows by heart.</summary>
    Identifier = 4,

    /// <summary>The column alone predicts the target nearly perfectly: it may be known only after the target is, such as the date of a payment in data about who pays.</summary>
    Leaking = 8,
}
