using System.Globalization;
using System.Text;

namespace Compiled.Dynamic.Declarations;

/// <summary>
/// A label as the words of a name: "Iris-setosa" gives IrisSetosa, "3.5" gives Class3_5, "-1" gives Minus1, "&lt;=50K" gives AtMost50K. Signs and operators are words, since
/// they are often all that tells two labels apart; hyphens, points and the like between words separate them.
/// </summary>
internal static class MemberStem
{
    /// <summary>Operators of two characters come first.</summary>
    private static readonly (string Text, string Word)[] Operators =
    [
        ("<=", "AtMost"), (">=", "AtLeast"), ("!=", "Not"), ("<>", "Not"), ("==", "Equal"), ("->", "To"), ("=>", "To"), ("<", "Below"), (">", "Above"), ("=", "Equal"), ("+", "Plus"), ("≤", "AtMost"),
        ("≥", "AtLeast"), ("≠", "Not"), ("±", "PlusMinus"), ("*", "Star"), ("%", "Percent"), ("‰", "Permille"), ("&", "And"), ("#", "Hash"),
        ("@", "At"), ("$", "Dollar"), ("€", "Euro"), ("£", "Pound"),
        ("¥", "Yen"), ("~", "Tilde"), ("^", "Caret"), ("|", "Bar"), ("×", "Times"), ("÷", "Divided"), ("°", "Degrees"), ("∞", "Infinity"), ("²", "Squared"), ("³", "Cubed"), ("µ", "Micro"),
        ("✓", "Check"), ("✔", "Check"), ("✗", "Cross"), ("✘", "Cross"), ("↑", "Up"), ("↓", "Down"), ("←", "Left"), ("→", "Right"), ("♂", "Male"), ("♀", "Female"),
    ];

    /// <summary>Characters that separate words, and are words themselves only where nothing else tells labels apart.</summary>
    private static readonly (char Character, string Word)[] Separators =
    [
        (' ', "Blank"), ('-', "Dash"), ('\u2212', "Minus"), ('–', "Dash"), ('—', "Dash"), ('_', "Underscore"), ('.', "Point"), (',', "Comma"),
        (':', "Colon"), (';', "Semicolon"), ('/', "Slash"), ('\\', "Backslash"),
        ('\'', "Apostrophe"), ('"', "Quote"), ('(', "Open"), (')', "Close"), ('[', "OpenBracket"), (']', "CloseBracket"), ('{', "OpenBrace"),
        ('}', "CloseBrace"), ('?', "Question"), ('!', "Exclamation"),
        ('`', "Backtick"), ('…', "Dots"), ('\t', "Tab"), ('\n', "Line"),
    ];

    /// <summary>The words of a label, in capitals.</summary>
    /// <param name="label">The label.</param>
    /// <param name="spellsAll">Whether separators are words too.</param>
    public static string Of(string label, bool spellsAll)
    {
        var hasWords = label.Any(char.IsLetterOrDigit);
        var stem = new StringBuilder();
        var beginsWord = true;
        for (var index = 0; index < label.Length;)
        {
            var rune = Rune.TryGetRuneAt(label, index, out var whole) ? whole : Rune.ReplacementChar;
            var operation = Array.Find(Operators, candidate => string.CompareOrdinal(label, index, candidate.Text, 0, candidate.Text.Length) == 0);
            if (operation.Text is not null)
            {
                AppendWord(operation.Word);
                index += operation.Text.Length;
                continue;
            }

            var character = label[index];
            var separator = Array.Find(Separators, candidate => candidate.Character == character);
            if (separator.Word is not null)
            {
                // Between words a hyphen joins them; before a number, at the end and alone it is a minus.
                if (IsMinus(label, index))
                    AppendWord("Minus");
                else if (character != ' ' && (spellsAll || !hasWords))
                    AppendWord(separator.Word);
                beginsWord = true;
            }
            else if (rune.IsBmp && (char.IsLetterOrDigit(character) || (IsMark(character) && stem.Length > 0)))
            {
                AppendCharacter(character);
            }
            else if (!hasWords || spellsAll || rune.Value > char.MaxValue && Rune.IsLetterOrDigit(rune))
            {
                // A picture, or a letter beyond those that names in C# may have: its number.
                AppendWord($"U{rune.Value.ToString("X4", CultureInfo.InvariantCulture)}");
            }
            else
            {
                beginsWord = true;
            }

            index += rune.IsBmp ? 1 : 2;
        }

        return stem.Length == 0 ? "Class" : stem.ToString();

        void AppendCharacter(char character)
        {
            if (stem.Length == 0 && !char.IsLetter(character))
                stem.Append("Class");
            else if (beginsWord && char.IsDigit(character) && stem.Length > 0 && char.IsDigit(stem[^1]))
                stem.Append('_');
            stem.Append(beginsWord ? char.ToUpperInvariant(character) : character);
            beginsWord = false;
        }

        void AppendWord(string word)
        {
            stem.Append(word);
            beginsWord = true;
        }
    }

    /// <summary>Marks that combine with the letter before them: vowels of Devanagari, accents.</summary>
    public static bool IsMark(char character) => char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    /// <summary>A minus before a number that nothing precedes, at the end, or alone: -1, A-, -.</summary>
    private static bool IsMinus(string label, int index)
    {
        if (label[index] is not ('-' or '\u2212'))
            return false;
        var isFirst = !label.AsSpan(0, index).ContainsAnyExcept(" (<>=");
        var isLast = label.AsSpan(index + 1).Trim(" )-\u2212").IsEmpty;
        return isLast || (isFirst && index + 1 < label.Length && (char.IsDigit(label[index + 1]) || label[index + 1] is '.' or ','));
    }
}
