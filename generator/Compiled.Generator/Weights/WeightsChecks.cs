using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Weights;

/// <summary>A network with what was found for its [Weights]: null without the attribute, and after an error. Equal by value.</summary>
internal sealed record CheckedNetwork(ParseResult Result, WeightsFile? File);

/// <summary>Holds [Weights] against the files of the project. The generator and the analyzer both call it. Free of Roslyn.</summary>
internal static class WeightsChecks
{
    private const int MostListed = 5;

    /// <param name="result">The network.</param>
    /// <param name="paths">The .weights files of the project, normalised.</param>
    /// <param name="read">Reads one of them, by its place.</param>
    /// <param name="cancellation">What the compiler stops the work with.</param>
    public static CheckedNetwork Run(ParseResult result, IReadOnlyList<string> paths, Func<int, WeightsFile> read, CancellationToken cancellation)
    {
        try
        {
            return Check(result, paths, read);
        }
        catch (Exception exception) when (!InternalErrors.IsCancellation(exception, cancellation))
        {
            var problem = InternalErrors.Problem(result.Spec?.Type.Name ?? "", exception);
            return new CheckedNetwork(result with { Problems = result.Problems.Append(problem).ToEquatableArray() }, null);
        }
    }

    private static CheckedNetwork Check(ParseResult result, IReadOnlyList<string> paths, Func<int, WeightsFile> read)
    {
        // After another error the network is a guess: one mistake, one message.
        if (result.Spec is not { Weights: { MayBeChecked: true } asked } spec || result.Errors.Any())
            return new CheckedNetwork(result, null);
        var found = WeightsPaths.Find(asked.Path, asked.Folder, paths);
        if (found.Count != 1)
        {
            return Wrong(found.Count == 0
                ? Problem(ProblemIds.WeightsNotFound, Shortened(asked.Path), spec.Type.Name,
                    paths.Count == 0 ? "the project has no .weights file" : "it has " + List(paths.Distinct(StringComparer.Ordinal)))
                : Problem(ProblemIds.WeightsAmbiguous, Shortened(asked.Path), spec.Type.Name, List(found.Select(place => paths[place]))));
        }

        var file = read(found[0]);
        if (file.Error is { } error)
            return Wrong(Problem(ProblemIds.WeightsDamaged, Shortened(asked.Path), spec.Type.Name, error));
        var differences = Differences(file, spec);
        if (differences.Count > 0)
            return Wrong(Problem(ProblemIds.WeightsMismatch, Shortened(asked.Path), spec.Type.Name, WeightsHeader.Shortened(file.Network), Sentences(differences)));
        return new CheckedNetwork(result with { Spec = spec with { Weights = asked with { IsGiven = true, Features = file.Features, Classes = file.Classes, Encoder = file.Encoder } } }, file);

        Problem Problem(string id, params string[] arguments) => new(id, arguments.ToEquatableArray(), asked.Site, "path");

        CheckedNetwork Wrong(Problem problem) => new(result with { Problems = result.Problems.Append(problem).ToEquatableArray() }, null);
    }

    private static List<string> Differences(WeightsFile file, NetworkSpec spec)
    {
        var header = new WeightsHeader();
        header.Declaration.AddRange(file.Declaration);
        header.Features.AddRange(file.Features);
        header.Classes.AddRange(file.Classes);
        header.Tensors.AddRange(file.Tensors);
        try
        {
            return WeightsMatch.Differences(
                header, DeclaredNetwork.Declaration(spec), DeclaredNetwork.Tensors(spec),
                ([.. spec.Features], spec.Inputs), (spec.Classes is { } classes ? [.. classes.Members] : [], spec.ClassCount));
        }
        catch (FormatException exception)
        {
            return [char.ToUpperInvariant(exception.Message[0]) + exception.Message.Substring(1) + "."];
        }
    }

    /// <summary>Without the dot of the last, which the message ends with.</summary>
    private static string Sentences(List<string> differences)
    {
        var text = string.Join(" ", differences.Take(MostListed)).TrimEnd('.');
        return differences.Count > MostListed ? $"{text}; and {Numbers.Text(differences.Count - MostListed)} more differences" : text;
    }

    private static string List(IEnumerable<string> paths)
    {
        var all = paths.ToList();
        return string.Join(", ", all.Take(MostListed).Select(static path => $"'{path}'")) + (all.Count > MostListed ? $" and {Numbers.Text(all.Count - MostListed)} more" : "");
    }

    private static string Shortened(string path) => Numbers.Shortened(path);
}
