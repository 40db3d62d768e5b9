using System.Globalization;

namespace Compiled.Csv;

/// <summary>What keeps a text from being a number.</summary>
internal enum NumberFlaw
{
    /// <summary>3,14: only a decimal comma.</summary>
    DecimalComma,

    /// <summary>1,000: a decimal comma or a group of digits.</summary>
    Ambiguous,

    /// <summary>1,000,000 or 1 000: groups of digits.</summary>
    Groups,

    /// <summary>1.000,5: groups of digits and a decimal comma.</summary>
    GroupsAndComma,

    /// <summary>5 %.</summary>
    Percent,

    /// <summary>$5 or 5 EUR.</summary>
    Currency,

    /// <summary>12 kg.</summary>
    Unit,

    /// <summary>(5), as accountants write −5.</summary>
    Parentheses,

    /// <summary>A minus sign other than the hyphen, or digits other than 0 to 9.</summary>
    Characters,
}

/// <summary>A text that a person takes for a number, and a parser does not.</summary>
/// <param name="Flaw">Why.</param>
/// <param name="Mark">The unit, the currency, or the character that separates groups.</param>
/// <param name="IsApart">Whether a blank separates a unit from the number.</param>
internal readonly record struct NumberLike(NumberFlaw Flaw, string Mark = "", bool IsApart = false)
{
    private const int LongestText = 60;

    /// <summary>Whether a unit is one that everybody knows, so that a column of it holds numbers.</summary>
    public bool IsKnownUnit => NumberMarks.IsKnownUnit(Mark);

    /// <summary>What a text is, or null where nobody would take it for a number. Numbers in plain digits are none of these.</summary>
    public static NumberLike? Of(ReadOnlySpan<char> cell)
    {
        var text = cell.Trim();
        if (text.Length is < 2 or > LongestText && !(text.Length == 1 && char.IsDigit(text[0])))
            return null;
        if (text[0] == '(' && text[^1] == ')')
            return OfSigned(text[1..^1]) is not null || IsPlain(text[1..^1]) ? new(NumberFlaw.Parentheses) : null;
        return OfSigned(text);
    }

    private static NumberLike? OfSigned(ReadOnlySpan<char> text)
    {
        var hasMinus = StripSign(ref text);
        var currency = LeadingCurrency(ref text);
        hasMinus |= StripSign(ref text);
        var length = 0;
        while (length < text.Length && (char.IsDigit(text[length]) || IsMark(text, length)))
            length++;
        var core = text[..length];
        var rest = text[length..];
        var suffix = rest.Trim();
        var flaw = Core(core);
        if (flaw is null && !IsPlain(core))
            return null;
        if (currency.Length > 0)
            return suffix.IsEmpty ? new(NumberFlaw.Currency, currency) : null;
        if (suffix.IsEmpty)
            return flaw ?? (hasMinus ? new(NumberFlaw.Characters) : null);
        if (suffix is "%" or "‰")
            return new(NumberFlaw.Percent, suffix.ToString());
        if (NumberMarks.IsCurrency(suffix))
            return new(NumberFlaw.Currency, suffix.ToString());
        return NumberMarks.IsUnit(suffix, rest.Length > suffix.Length) ? new(NumberFlaw.Unit, suffix.ToString(), rest.Length > suffix.Length) : null;
    }

    /// <summary>A point, a comma, or a separator of groups between two digits; an exponent.</summary>
    private static bool IsMark(ReadOnlySpan<char> text, int index)
    {
        var followed = index + 1 < text.Length && char.IsDigit(text[index + 1]);
        return text[index] is '.' or ',' ? followed || index > 0 : index > 0 && followed && (text[index] is '\'' or '’' or '_' || CsvBlanks.IsWithinNumber(text[index]));
    }

    /// <summary>What is wrong with digits and the marks between them; null for nothing, or for no number.</summary>
    private static NumberLike? Core(ReadOnlySpan<char> core)
    {
        Span<char> digits = stackalloc char[core.Length];
        var foreign = false;
        for (var index = 0; index < core.Length; index++)
        {
            digits[index] = char.IsDigit(core[index]) ? '0' : CsvBlanks.IsWithinNumber(core[index]) ? ' ' : core[index];
            foreign |= char.IsDigit(core[index]) && !char.IsAsciiDigit(core[index]);
        }

        if (foreign)
            return new(NumberFlaw.Characters);
        var mark = digits.IndexOfAny(",. '’_");
        if (mark < 0)
            return null;
        var first = digits[mark];
        if (first == ',' && digits.Count(',') == 1 && !digits.ContainsAny(". '’_"))
        {
            var after = digits.Length - mark - 1;
            return after == 0 ? null : after == 3 && mark is >= 1 and <= 3 && core[0] != '0' ? new(NumberFlaw.Ambiguous) : new(NumberFlaw.DecimalComma);
        }

        if (!IsGrouped(digits, first, out var fraction))
            return null;
        var isComma = fraction == ',';
        return isComma ? new(NumberFlaw.GroupsAndComma, first.ToString()) : first == '.' && digits.Count('.') > 1 ? new(NumberFlaw.GroupsAndComma, ".")
            : first == '.' ? null : new(NumberFlaw.Groups, first.ToString());
    }

    /// <summary>Groups of three digits, or between commas of two, as in India, before the last; then perhaps another mark and a fraction.</summary>
    private static bool IsGrouped(ReadOnlySpan<char> digits, char separator, out char fraction)
    {
        fraction = '\0';
        var end = digits.LastIndexOf(separator) + 4;
        if (end > digits.Length)
            return false;
        var group = 0;
        foreach (var range in digits[..end].Split(separator))
        {
            var length = digits[range].Length;
            if (digits[range].ContainsAnyExcept('0') || (group++ == 0 ? length is < 1 or > 3 : length != 3 && !(length == 2 && separator == ',')))
                return false;
        }

        if (end == digits.Length)
            return true;
        fraction = digits[end];
        return fraction is '.' or ',' && !digits[(end + 1)..].ContainsAnyExcept('0');
    }

    /// <summary>Whether this is a number as it is.</summary>
    private static bool IsPlain(ReadOnlySpan<char> text) =>
        !text.IsEmpty && char.IsAsciiDigit(text[^1]) && float.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out _);

    /// <summary>Takes a sign away; true for a minus that no parser knows.</summary>
    private static bool StripSign(ref ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('+' or '-' or '\u2212' or '–' or '\uFE63' or '\uFF0D'))
            return false;
        var isForeign = text[0] is not ('+' or '-');
        text = text[1..].TrimStart();
        return isForeign;
    }

    private static string LeadingCurrency(ref ReadOnlySpan<char> text)
    {
        var length = 0;
        while (length < text.Length && !char.IsDigit(text[length]) && text[length] is not ('-' or '\u2212' or ',') && length < 6)
            length++;
        var currency = text[..length].Trim();
        if (!NumberMarks.IsCurrency(currency))
            return "";
        text = text[length..];
        return currency.ToString();
    }
}
