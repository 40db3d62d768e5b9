using System.Globalization;

namespace Compiled.Csv;

/// <summary>The rules of <see cref="TargetKind.Auto"/>: what the distinct cells of a target column are.</summary>
internal sealed class AutomaticTarget(CsvSource source, string column, CsvNumberFormat format, TextCodes texts, IReadOnlyList<int> lines, int rows)
{
    /// <summary>More labels of digits are more likely counts.</summary>
    public const int MostLabels = 100;

    /// <summary>As many classes are believed, however few rows there are.</summary>
    private const int BelievedClasses = 10;

    /// <summary>So few distinct whole numbers may be classes.</summary>
    private const int FewNumbers = 20;

    /// <summary>The distinct cells as numbers of a regression; null if they are classes.</summary>
    /// <exception cref="CsvException">They are neither, or more likely a slip.</exception>
    public float[]? Numbers()
    {
        var numbers = new float[texts.Count];
        int? aNumber = null, aText = null;
        for (var index = 0; index < numbers.Length; index++)
        {
            if (format.TryParse(texts.Bytes(index), out numbers[index]))
                aNumber ??= index;
            else if (MissingValue.IsClass(texts.Bytes(index)) || format.IsNonFinite(texts[index]))
                Throw(index);
            else
                aText ??= index;
        }

        if (aText is null)
            return AreLabels() ? null : numbers;
        if (aNumber is { } first)
            ThrowMixed(first, aText.Value);
        if (LookLikeNumbers())
            Throw(0);
        if (texts.Count > BelievedClasses && texts.Count * 2 > rows)
        {
            source.Throw(
                lines[0], column,
                $"the column has {Wording.Count(texts.Count, "distinct text")} in {Wording.Count(rows, "row")}, such as '{CellProblem.Shorten(texts[0])}', which are probably not classes: choose another target{AsClasses("if they are")}.");
        }

        return null;
    }

    /// <summary>What to say of a regression whose numbers may be classes; null for nothing.</summary>
    public string? Hint(float[] numbers)
    {
        var distinct = numbers.Distinct().Take(FewNumbers + 1).ToList();
        if (distinct.Count is < 2 or > FewNumbers || distinct.Count * 2 > rows || distinct.Exists(static number => number != float.Truncate(number)) || source.Words.AsClasses is not { } remedy)
            return null;
        return Wording.Of($"column '{column}' has {Wording.Count(distinct.Count, "distinct whole number")}, from {distinct.Min()} to {distinct.Max()}: treated as a regression; {remedy} if they are classes.");
    }

    /// <summary>Exactly 0 to k − 1, as labels are written.</summary>
    private bool AreLabels()
    {
        var count = texts.Count;
        if (count is < 2 or > MostLabels || count * 2 > rows)
            return false;
        // Distinct texts without superfluous zeros are distinct numbers, so that count numbers below count are all of them.
        return texts.ToList().TrueForAll(text =>
            text.All(char.IsAsciiDigit) && (text.Length == 1 || text[0] != '0')
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var label) && label < count);
    }

    /// <summary>
    /// Whether all texts are numbers with something added. Units are believed if everybody knows them, or if they are the same in many
    /// rows: 4WD and 2WD are names.
    /// </summary>
    private bool LookLikeNumbers()
    {
        var likes = texts.ToList().ConvertAll(static text => NumberLike.Of(text));
        if (likes.Contains(null))
            return false;
        var units = likes.Select(static like => like!.Value).Where(static like => like is { Flaw: NumberFlaw.Unit, IsKnownUnit: false }).ToList();
        var kinds = units.Select(static unit => unit.Mark).Distinct().Count();
        return units.Count == 0 || (kinds <= Math.Max(1, texts.Count / 4) && (texts.Count > BelievedClasses || units.TrueForAll(static unit => unit.IsApart)));
    }

    private void ThrowMixed(int number, int text)
    {
        // A number in another way of writing, or a missing one, is a likelier slip than a class.
        for (var index = text; index < texts.Count; index++)
            if (!format.TryParse(texts.Bytes(index), out _) && (NumberLike.Of(texts[index]) is not null || MissingValue.IsNumber(texts[index])))
                Throw(index);
        source.Throw(
            lines[text], column,
            $"'{CellProblem.Shorten(texts[text])}' is text, but line {lines[number]} has the number '{CellProblem.Shorten(texts[number])}': correct it{AsClasses("if both are classes")}.");
    }

    private void Throw(int index)
    {
        var remedy = source.Words.AsClasses is { } classes ? $"{classes} if it is a class" : null;
        var problem = CellProblem.Describe(texts[index], format, source.Words, remedy);
        var isNumber = NumberLike.Of(texts[index]) is not null;
        source.Throw(lines[index], column, $"{problem}{(isNumber && source.Words.AsClasses is { } other ? $" If these are classes, {other}." : "")}");
    }

    private string AsClasses(string condition) => source.Words.AsClasses is { } remedy ? $", or {remedy} {condition}" : "";
}
