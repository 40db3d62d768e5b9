namespace Compiled.Csv;

/// <summary>Which blanks are what.</summary>
internal static class CsvBlanks
{
    /// <summary>Blanks that separate groups of digits: blank, no-break space, thin space, narrow no-break space.</summary>
    public static bool IsWithinNumber(char character) => character is ' ' or '\u00A0' or '\u2009' or '\u202F';
}
