using System.Globalization;

namespace Compiled.Csv;

/// <summary>What people write before and after numbers: currencies and units.</summary>
internal static class NumberMarks
{
    private const int LongestUnit = 12;

    private static readonly string[] Currencies =
    [
        "EUR", "USD", "GBP", "CHF", "JPY", "CNY", "SEK", "NOK", "DKK", "PLN", "CZK", "HUF", "INR", "AUD", "CAD", "NZD", "BRL", "RUB", "TRY", "KRW", "ZAR", "MXN", "SGD", "HKD",
        "US$", "R$", "A$", "C$", "Rs", "Rs.", "kr", "Fr.", "zł", "Kč", "Euro", "Dollar",
    ];

    private static readonly string[] Units =
    [
        "kg", "g", "mg", "t", "lb", "lbs", "oz", "km", "m", "cm", "mm", "mi", "ft", "in", "yd", "l", "ml", "s", "ms", "min", "h", "hr", "hrs", "days", "years", "yrs", "k", "K", "M",
        "Mio", "Mrd", "kW", "W", "kWh", "V", "Hz", "kHz", "MHz", "GHz", "MB", "GB", "TB", "Pa", "hPa", "bar", "mph", "km/h", "m/s", "m2", "m²", "m3", "m³", "°C", "°F", "°", "px", "pt",
    ];

    /// <summary>Whether everybody knows this unit.</summary>
    public static bool IsKnownUnit(string text) => Units.Contains(text, StringComparer.Ordinal);

    /// <summary>A sign, a code or a name of a currency.</summary>
    public static bool IsCurrency(ReadOnlySpan<char> text)
    {
        if (text.Length == 1)
            return char.GetUnicodeCategory(text[0]) == UnicodeCategory.CurrencySymbol;
        foreach (var currency in Currencies)
            if (text.Equals(currency, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }

    /// <summary>Letters, with what units have between them; ordinals such as 1st and 2nd are names.</summary>
    public static bool IsUnit(ReadOnlySpan<char> suffix, bool isApart)
    {
        if (suffix.Length > LongestUnit || !(char.IsLetter(suffix[0]) || suffix[0] == '°'))
            return false;
        // m2 is a unit; 0x10 and 1e400 have none.
        if (suffix.ContainsAnyInRange('0', '9') && !IsKnownUnit(suffix.ToString()))
            return false;
        foreach (var ordinal in (ReadOnlySpan<string>)["st", "nd", "rd", "th"])
            if (!isApart && suffix.StartsWith(ordinal, StringComparison.OrdinalIgnoreCase))
                return false;
        foreach (var character in suffix)
            if (!(char.IsLetterOrDigit(character) || character is '/' or '^' or '²' or '³' or '°' or '·' or '*' or ' ' or '.'))
                return false;
        return true;
    }
}
