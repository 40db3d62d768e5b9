using Compiled.Storage;

namespace Compiled;

/// <summary>How one raw column becomes features: what a <see cref="TableEncoder"/> has learned of it on the training rows. Immutable; equal by value.</summary>
public sealed class ColumnEncoding : IEquatable<ColumnEncoding>
{
    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly HashSet<string> _rare;

    internal ColumnEncoding(string name, ColumnKind kind, IReadOnlyList<string>? categories = null, IReadOnlyList<string>? rare = null)
    {
        (Name, Kind) = (name, kind);
        Categories = Array.AsReadOnly<string>([.. categories ?? []]);
        Rare = Array.AsReadOnly<string>([.. rare ?? []]);
        for (var code = 0; code < Categories.Count; code++)
            _codes.Add(Categories[code], code);
        _lookup = _codes.GetAlternateLookup<ReadOnlySpan<char>>();
        _rare = new(Rare, StringComparer.Ordinal);
    }

    /// <summary>The column's name in raw data.</summary>
    public string Name { get; }

    /// <summary>Whether it takes numbers or texts.</summary>
    public ColumnKind Kind { get; }

    /// <summary>The number that replaces a missing one: the median of the training rows. Null where missing numbers are an error, and for text.</summary>
    public float? Median { get; internal init; }

    /// <summary>Whether a further feature is 1 where the value is missing, otherwise 0.</summary>
    public bool HasIndicator { get; internal init; }

    /// <summary>The texts with a feature each, in ordinal order; empty for numbers.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Whether a further feature is 1 for the texts that have none: rare ones of the training rows and those never seen there.</summary>
    public bool HasOther { get; internal init; }

    /// <summary>Whether a missing text is read, rather than an error: as its feature if <see cref="HasIndicator"/>, otherwise like a text that was never seen.</summary>
    public bool AllowsMissing { get; internal init; }

    /// <summary>Whether a text that the training rows did not have is an error.</summary>
    public bool RejectsUnknown { get; internal init; }

    /// <summary>The rare texts of the training rows, where others are an error; otherwise empty, since all of them are treated alike.</summary>
    public IReadOnlyList<string> Rare { get; }

    /// <summary>Whether a missing value is read, rather than an error.</summary>
    public bool TakesMissing => Kind == ColumnKind.Numeric ? Median is not null : AllowsMissing;

    /// <summary>How many features it becomes.</summary>
    public int FeatureCount => (Kind == ColumnKind.Numeric ? 1 : Categories.Count + (HasOther ? 1 : 0)) + (HasIndicator ? 1 : 0);

    /// <summary>The names of its features: "age", "age=(missing)"; "city=Milan", "city=Rome", "city=(other)".</summary>
    public IEnumerable<string> FeatureNames()
    {
        if (Kind == ColumnKind.Numeric)
            yield return Name;
        foreach (var category in Categories)
            yield return $"{Name}={category}";
        if (HasOther)
            yield return $"{Name}={Apart("(other)")}";
        if (HasIndicator)
            yield return $"{Name}={Apart("(missing)")}";
    }

    /// <inheritdoc/>
    public bool Equals(ColumnEncoding? other) =>
        other is not null && (ReferenceEquals(this, other)
            || (Name == other.Name && Kind == other.Kind && Nullable.Equals(Median, other.Median) && HasIndicator == other.HasIndicator && HasOther == other.HasOther
                && AllowsMissing == other.AllowsMissing && RejectsUnknown == other.RejectsUnknown && AreEqual(Categories, other.Categories) && AreEqual(Rare, other.Rare)));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ColumnEncoding);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Kind, Median, Categories.Count, HasOther, HasIndicator);

    /// <summary>What it does, in a line: "city: text, 12 categories, other".</summary>
    public override string ToString()
    {
        var median = Median is { } number ? Wording.Of($", missing becomes {number}") : "";
        var kind = Kind == ColumnKind.Numeric ? $"number{median}" : Wording.Of($"text, {Categories.Count} {(Categories.Count == 1 ? "category" : "categories")}{(HasOther ? ", other" : "")}");
        return $"{ModelText.Clip(Name)}: {kind}{(HasIndicator ? ", indicator of missing values" : "")}";
    }

    /// <summary>The code of a feature that has no category: after those of the categories.</summary>
    internal int OtherCode => Categories.Count;

    /// <summary>The code of a missing value.</summary>
    internal int MissingCode => Categories.Count + 1;

    /// <summary>The code of a text, −1 where no feature is 1; false where it is an error.</summary>
    internal bool TryCode(ReadOnlySpan<char> text, out int code)
    {
        if (_lookup.TryGetValue(text, out code))
            return true;
        code = HasOther ? OtherCode : -1;
        return !RejectsUnknown || _rare.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text);
    }

    /// <summary>The code of a missing value, −1 where no feature is 1.</summary>
    internal int CodeOfMissing() => HasIndicator ? MissingCode : Kind == ColumnKind.Text && HasOther ? OtherCode : -1;

    /// <summary>What is wrong with a missing value, where it is an error.</summary>
    internal string MissingProblem(string place) =>
        $"Column {ModelText.Quote(Name)} is missing{place}, but the encoder was fitted to reject missing values: give {(Kind == ColumnKind.Numeric ? "a number" : "a text")}, "
        + "or fit it with TableEncoderOptions.Missing = MissingValues.Median.";

    /// <summary>What is wrong with a text that was never seen, where it is an error.</summary>
    internal string UnknownProblem(ReadOnlySpan<char> text, string place)
    {
        var shown = text.Length > 200 ? text[..200].ToString() : text.ToString();
        var near = Spelling.Nearest(shown, Categories) is { } nearest ? $" (nearest: {ModelText.Quote(nearest)})" : "";
        return $"{ModelText.Quote(shown)}{place} is not a category of column {ModelText.Quote(Name)}{near}, which has {Wording.List(Categories.Take(21).Select(static name => ModelText.Clip(name)))}: "
            + "use one of them, or fit the encoder with TableEncoderOptions.Unknown = UnknownCategories.Other.";
    }

    /// <summary>A word that no category is.</summary>
    private string Apart(string word)
    {
        while (_codes.ContainsKey(word))
            word = $"({word})";
        return word;
    }

    /// <summary>Without an enumerator: two rows of networks are compared before a prediction.</summary>
    private static bool AreEqual(IReadOnlyList<string> left, IReadOnlyList<string> right)
    {
        if (left.Count != right.Count)
            return false;
        for (var index = 0; index < left.Count; index++)
        {
            if (left[index] != right[index])
                return false;
        }

        return true;
    }
}
