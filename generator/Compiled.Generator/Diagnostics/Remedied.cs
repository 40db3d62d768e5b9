using System.Collections.Immutable;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>Diagnostics that carry their remedy to the code fix.</summary>
internal static class Remedied
{
    /// <summary>The diagnostic, with its remedy and the places that the remedy edits.</summary>
    public static Diagnostic Create(Problem problem, Location location, Remedy? remedy, Func<int, Location> locate)
    {
        if (remedy is null)
            return Diagnostic.Create(Catalogue.Find(problem.Id), location, [.. problem.Arguments]);
        var properties = ImmutableDictionary.CreateBuilder<string, string?>();
        properties.Add(RemedyKeys.Title, remedy.Title);
        for (var edit = 0; edit < remedy.Edits.Count; edit++)
        {
            properties.Add(RemedyKeys.ActionOf(edit), remedy.Edits[edit].Action);
            properties.Add(RemedyKeys.TextOf(edit), remedy.Edits[edit].Text);
        }

        return Diagnostic.Create(Catalogue.Find(problem.Id), location, remedy.Edits.Select(edit => locate(edit.Site)), properties.ToImmutable(), [.. problem.Arguments]);
    }
}
