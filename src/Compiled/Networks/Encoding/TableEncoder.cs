using System.Text;
using Compiled.Runtime;
using Compiled.Storage;

namespace Compiled;

/// <summary>
/// Turns raw columns, numbers and texts with missing values, into the inputs of a network, as it was learned on the training rows: <c>TableEncoder.Fit(train, "target")</c>. Immutable,
/// so safe on any number of threads; equal by value.
/// </summary>
/// <remarks>
/// <para>
/// A number is a feature. A text becomes one feature for each category that the training rows have: 1 for the category of the row, 0 for the others; rare categories share the feature
/// "other", and a category that was never seen is "other" too, or all zeros where no category was rare (or an error, on request). Missing numbers become the median of the training rows,
/// and a further feature says that the value was missing, both on request.
/// </para>
/// <para>
/// A dataset that it encodes carries it, a network that is trained on such data keeps it, and every file of the network contains it: a deployed network takes raw columns by their names,
/// with <c>network.CreateRow()</c>. Scaling is left to the network: see <c>[Standardize]</c>.
/// </para>
/// </remarks>
public sealed partial class TableEncoder : IEquatable<TableEncoder>
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);

    /// <summary>For each feature its column, and the code that makes it 1; −1 where it is the column's number.</summary>
    private readonly (int Column, int Code)[] _slots;

    private TableEncoder(IReadOnlyList<ColumnEncoding> columns, IReadOnlyList<string> features, (int Column, int Code)[] slots, TargetEncoding target)
    {
        (Columns, FeatureNames, _slots, Target) = (Array.AsReadOnly<ColumnEncoding>([.. columns]), Array.AsReadOnly<string>([.. features]), slots, target);
        for (var place = 0; place < Columns.Count; place++)
            _places.Add(Columns[place].Name, place);
    }

    /// <summary>The raw columns that it takes, in the order in which the training table had them.</summary>
    public IReadOnlyList<ColumnEncoding> Columns { get; }

    /// <summary>The features that it gives, the names of a network's inputs: "age", "city=Rome", "city=(other)", "age=(missing)".</summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>The columns that it reads as targets; empty where it was fitted to features alone.</summary>
    public IReadOnlyList<string> TargetNames => Target.Columns;

    /// <summary>The classes of the target in the order of their labels; empty for targets that are numbers.</summary>
    public IReadOnlyList<string> ClassNames => Target.Classes;

    /// <summary>How many features it gives: the inputs of a network.</summary>
    public int InputSize => _slots.Length;

    internal TargetEncoding Target { get; }

    /// <summary>A row that takes raw values by the names of columns, for predictions. Not thread-safe: create one per thread.</summary>
    public TableRow CreateRow() => new(this);

    /// <inheritdoc/>
    public bool Equals(TableEncoder? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || Columns.Count != other.Columns.Count || _slots.Length != other._slots.Length || !Target.Equals(other.Target))
            return false;
        for (var column = 0; column < Columns.Count; column++)
        {
            if (!Columns[column].Equals(other.Columns[column]))
                return false;
        }

        return _slots.AsSpan().SequenceEqual(other._slots);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TableEncoder);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Columns.Count, InputSize, Columns[0]);

    /// <summary>A line for each column: what it is and what it becomes.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Wording.Of($"{Columns.Count} {(Columns.Count == 1 ? "column" : "columns")}, {InputSize} {(InputSize == 1 ? "feature" : "features")}"));
        foreach (var column in Columns)
            text.Append('\n').Append(column);
        return text.ToString();
    }

    /// <summary>An encoder of columns whose features are in the order of the columns.</summary>
    /// <exception cref="ArgumentException">Two features would have the same name, or a name is too long.</exception>
    internal static TableEncoder Of(IReadOnlyList<ColumnEncoding> columns, TargetEncoding target) =>
        Of(columns, [.. columns.SelectMany(static column => column.FeatureNames())], target);

    /// <summary>The same with features, or some of them, in any order.</summary>
    /// <exception cref="ArgumentException">A feature is of none of the columns, a column has none of the features, two have the same name, or a name is too long.</exception>
    internal static TableEncoder Of(IReadOnlyList<ColumnEncoding> columns, IReadOnlyList<string> features, TargetEncoding target)
    {
        var slots = new Dictionary<string, (int Column, int Code)>(StringComparer.Ordinal);
        for (var column = 0; column < columns.Count; column++)
        {
            var encoding = columns[column];
            var code = encoding.Kind == ColumnKind.Numeric ? -1 : 0;
            foreach (var name in encoding.FeatureNames())
            {
                // A number, then the categories, then others, then missing values, as the names come.
                var own = encoding.Kind == ColumnKind.Numeric ? (code < 0 ? -1 : encoding.MissingCode)
                    : code < encoding.Categories.Count || (code == encoding.OtherCode && encoding.HasOther) ? code
                    : encoding.MissingCode;
                if (!slots.TryAdd(name, (column, own)))
                    throw new ArgumentException($"Two features would be named {ModelText.Quote(name)}: rename column {ModelText.Quote(encoding.Name)}.", nameof(columns));
                code++;
            }
        }

        if (NameList.Problem(features, "feature") is { } problem)
            throw new ArgumentException($"The features cannot be named: {problem}. Shorten the names, or exclude a column.", nameof(features));
        var chosen = new (int Column, int Code)[features.Count];
        var isUsed = new bool[columns.Count];
        for (var index = 0; index < chosen.Length; index++)
        {
            if (!slots.TryGetValue(features[index], out chosen[index]))
                throw new ArgumentException($"The feature {ModelText.Quote(features[index])} is not encoded from any column.", nameof(features));
            isUsed[chosen[index].Column] = true;
        }

        // A column of which no feature is left needs not be given.
        if (Array.IndexOf(isUsed, false) < 0)
            return new TableEncoder(columns, features, chosen, target);
        var places = new int[columns.Count];
        var left = 0;
        for (var column = 0; column < places.Length; column++)
            places[column] = isUsed[column] ? left++ : -1;
        return new TableEncoder(
            [.. columns.Where((_, column) => isUsed[column])], features, [.. chosen.Select(slot => (places[slot.Column], slot.Code))], target);
    }

    /// <summary>The encoder of numbers that are features as they are: what a network with names but without an encoder takes.</summary>
    internal static TableEncoder OfNumbers(IReadOnlyList<string> features) =>
        Of([.. features.Select(static name => new ColumnEncoding(name, ColumnKind.Numeric))], TargetEncoding.None);

    /// <summary>The same with some of its features, in this order.</summary>
    internal TableEncoder Select(IReadOnlyList<string> features) => features.SequenceEqual(FeatureNames) ? this : Of(Columns, features, Target);

    /// <summary>The place of a column among <see cref="Columns"/>; −1 where there is none.</summary>
    internal int PlaceOf(string column) => _places.GetValueOrDefault(column, -1);

    /// <summary>The features of one row. Allocates nothing.</summary>
    /// <param name="numbers">The number of each numeric column, with the median where it is missing.</param>
    /// <param name="codes">The code of each text column, and that of a missing value of any.</param>
    /// <param name="features">Receives them.</param>
    internal void Write(ReadOnlySpan<float> numbers, ReadOnlySpan<int> codes, Span<float> features)
    {
        var slots = _slots;
        for (var index = 0; index < slots.Length; index++)
        {
            var (column, code) = slots[index];
            features[index] = code < 0 ? numbers[column] : codes[column] == code ? 1 : 0;
        }
    }
}
