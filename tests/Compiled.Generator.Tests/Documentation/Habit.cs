using System.Text.RegularExpressions;

namespace Compiled.Generator.Tests.Documentation;

/// <summary>A phrase that is translated word for word from another language, and what an English writer would use.</summary>
internal sealed record Habit(Regex Pattern, string Better)
{
    public Habit(string pattern, string better)
        : this(new Regex(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant), better)
    {
    }
}
