using System.Globalization;
using System.Text;

namespace Compiled.Generator.Parsing;

/// <summary>The file names of emitted sources: injective, because a duplicate silently drops all output, and valid on every file system.</summary>
/// <remarks>
/// The compiler compares the names without case. So a letter that has not the expected case (capitals begin a part of the name, small
/// letters follow) gets a '-' in front, which no identifier contains: <c>MyApp.DigitNet</c> gives <c>My-App.Digit-Net.g.cs</c>. Characters
/// beyond ASCII are written as their code: (e9).
/// </remarks>
internal static class HintNames
{
    private const string Ending = ".g.cs";
    private const int MaxLength = 120;
    private const ulong FnvOffset = 14695981039346656037;
    private const ulong FnvPrime = 1099511628211;

    private static readonly HashSet<string> ReservedOnWindows = new(StringComparer.OrdinalIgnoreCase)
    {
        "con", "prn", "aux", "nul", "com0", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9",
        "lpt0", "lpt1", "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9",
    };

    /// <summary>The file name for a type by its full metadata name: <c>Namespace.Outer+Inner</c>.</summary>
    public static string For(string metadataName)
    {
        var text = new StringBuilder(metadataName.Length + 8);
        if (ReservedOnWindows.Contains(metadataName.Split('.', '+')[0]))
            text.Append("()");
        var beginsPart = true;
        foreach (var character in metadataName)
        {
            Append(text, character, beginsPart);
            beginsPart = character is '.' or '+';
        }

        if (text.Length > MaxLength)
        {
            text.Length = MaxLength;
            text.Append('(').Append(Hash(metadataName).ToString("x16", CultureInfo.InvariantCulture)).Append(')');
        }

        return text.Append(Ending).ToString();
    }

    /// <summary>The file with a network's weights: with a blank, which no type's file has.</summary>
    public static string ForData(string hintName) => hintName.Substring(0, hintName.Length - Ending.Length) + " weights" + Ending;

    private static void Append(StringBuilder text, char character, bool beginsPart)
    {
        if (character is (>= 'A' and <= 'Z'))
            text.Append(beginsPart ? "" : "-").Append(character);
        else if (character is (>= 'a' and <= 'z'))
            text.Append(beginsPart ? "-" : "").Append(character);
        else if (character is (>= '0' and <= '9') or '_' or '.' or '+')
            text.Append(character);
        else
            text.Append('(').Append(((int)character).ToString("x", CultureInfo.InvariantCulture)).Append(')');
    }

    /// <summary>FNV-1a over UTF-16.</summary>
    private static ulong Hash(string text)
    {
        var hash = FnvOffset;
        foreach (var character in text)
            hash = unchecked((hash ^ character) * FnvPrime);
        return hash;
    }
}
