using System.Text;

namespace Compiled.Import;

/// <summary>Names of files as names of classes.</summary>
internal static class ClassName
{
    private const string Otherwise = "ImportedNetwork";
    private const int MostCharacters = 64;

    /// <summary>In Pascal case, of letters, digits and underscores: <c>policy-net.v2</c> is <c>PolicyNetV2</c>.</summary>
    public static string Of(string name)
    {
        var text = new StringBuilder();
        var begins = true;
        foreach (var character in name)
        {
            if (text.Length == MostCharacters)
                break;
            if (!char.IsAsciiLetterOrDigit(character) && character != '_')
            {
                begins = true;
                continue;
            }

            text.Append(begins ? char.ToUpperInvariant(character) : character);
            begins = false;
        }

        if (text.Length > 0 && char.IsAsciiDigit(text[0]))
            text.Insert(0, "Network");
        return text.Length > 0 && text.ToString().Any(char.IsAsciiLetter) ? text.ToString() : Otherwise;
    }
}
