using System.Globalization;
using System.Text;

namespace Compiled.Generator.Text;

/// <summary>Every number and string that reaches emitted text goes through here: invariant, round-trip, the same on every host.</summary>
internal static class Literals
{
    public static string Int(long value) => value.ToString(CultureInfo.InvariantCulture);

    public static string Bool(bool value) => value ? "true" : "false";

    public static string Long(long value) => value.ToString(CultureInfo.InvariantCulture) + "L";

    /// <summary>The shortest decimal that reads back as the same float; NaN, infinities and −0 included.</summary>
    public static string Float(float value)
    {
        if (float.IsNaN(value))
            return "float.NaN";
        if (float.IsInfinity(value))
            return value > 0 ? "float.PositiveInfinity" : "float.NegativeInfinity";
        if (value == 0)
            return IsNegative(value) ? "-0f" : "0f";
        return Shortest(value) + "f";
    }

    /// <summary>The shortest decimal, without a suffix, that reads back as the same float: an argument of an attribute that takes a double. For finite values.</summary>
    public static string Number(float value) =>
        value == (int)value && value is > -1_000_000 and < 1_000_000 ? Int((int)value) : Shortest(value);

    /// <summary>A quoted literal in printable ASCII; everything else is escaped.</summary>
    public static string String(string value)
    {
        var text = new StringBuilder(value.Length + 2).Append('"');
        foreach (var character in value)
        {
            if (character is '"' or '\\')
                text.Append('\\').Append(character);
            else if (character is >= ' ' and <= '~')
                text.Append(character);
            else
                text.Append("\\u").Append(((int)character).ToString("X4", CultureInfo.InvariantCulture));
        }

        return text.Append('"').ToString();
    }

    /// <summary>
    /// The R format is the shortest on .NET, but 7 or 9 digits on the .NET Framework that hosts the compiler in Visual Studio; G with up to
    /// 9 digits of a double is rounded correctly on both.
    /// </summary>
    private static string Shortest(float value)
    {
        for (var digits = 1; digits < 9; digits++)
        {
            var text = ((double)value).ToString("G" + Int(digits), CultureInfo.InvariantCulture);
            if ((float)double.Parse(text, CultureInfo.InvariantCulture) == value)
                return text;
        }

        return ((double)value).ToString("G9", CultureInfo.InvariantCulture);
    }

    private static bool IsNegative(float zero) => 1 / zero < 0;
}
