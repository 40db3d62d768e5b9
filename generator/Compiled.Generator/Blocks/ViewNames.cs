using System.Globalization;
using System.Text;

namespace Compiled.Generator.Blocks;

/// <summary>The names of parameter views.</summary>
internal static class ViewNames
{
    /// <summary>C# stops at 1,023 characters, of which the emitted names need some for themselves.</summary>
    public const int MaxLength = 128;

    /// <summary>"fc1" gives "Fc1", "hidden_layer" gives "HiddenLayer"; false for what is no identifier of letters, digits and underscores.</summary>
    public static bool TryPascalCase(string written, out string name)
    {
        name = "";
        if (written.Length is 0 or > MaxLength || IsDigit(written[0]) || !written.All(static c => c == '_' || char.IsLetter(c) || IsDigit(c)))
            return false;
        var text = new StringBuilder(written.Length);
        foreach (var part in written.Split(['_'], StringSplitOptions.RemoveEmptyEntries))
            text.Append(char.ToUpperInvariant(part[0])).Append(part, 1, part.Length - 1);
        name = text.ToString();
        return name.Length > 0 && !IsDigit(name[0]);
    }

    // Decimal digits of every script: what identifiers allow after their first character.
    private static bool IsDigit(char character) => char.GetUnicodeCategory(character) == UnicodeCategory.DecimalDigitNumber;
}
