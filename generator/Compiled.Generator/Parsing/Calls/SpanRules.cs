using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>What the guards of a network's members ask of each span, in the same words.</summary>
/// <param name="sizes">The network's constants.</param>
/// <param name="method">The member that is called.</param>
/// <param name="known">The lengths that are known, by parameter.</param>
/// <param name="write">A type as the source at the call would write it.</param>
internal sealed class SpanRules(NetworkSizes sizes, string method, IReadOnlyDictionary<string, KnownLength> known, Func<ITypeSymbol, string> write)
{
    /// <summary>Null where nothing is wrong with it, or nothing is known of the parameter.</summary>
    public WrongLength? Check(string parameter)
    {
        var count = known[parameter].Count;
        if (parameter == "input")
            return Exactly(count, sizes.Inputs, "InputSize");
        if (parameter is "output" or "outputGradient")
            return Exactly(count, sizes.Outputs, "OutputSize");
        if (parameter == "result")
            return method == "Jacobian" ? Jacobian(count) : Exactly(count, sizes.Inputs, "InputSize");
        if (parameter is "destination" or "source")
            return Exactly(count, sizes.Parameters, "ParameterCount");
        if (parameter == "scratch")
            return Scratch(count);
        if (parameter is "inputs" or "rows")
            return Rows(count, sizes.Inputs, "InputSize");
        if (parameter is "outputs" or "targets" or "outputGradients")
            return known.TryGetValue("inputs", out var inputs) ? Matching(count, inputs.Count) : Rows(count, sizes.Outputs, "OutputSize");
        if (parameter == "labels")
            return OnePerRow(count, "label");
        return parameter == "sampleWeights" ? OnePerRow(count, "weight") : null;
    }

    private WrongLength? Exactly(long count, int? size, string constant) => size is { } expected && count != expected
        ? new($"has {Floats(count)}, but {sizes.Network.Name}.{constant} is {Number(expected)}", $"pass exactly {Number(expected)}", Name(constant))
        : null;

    private WrongLength? Jacobian(long count) => count == (long)sizes.Outputs * sizes.Inputs
        ? null
        : new(
            $"has {Floats(count)}, but {Number(sizes.Outputs)} {(sizes.Outputs == 1 ? "output" : "outputs")} by {Number(sizes.Inputs)} {(sizes.Inputs == 1 ? "input" : "inputs")} have {Number((long)sizes.Outputs * sizes.Inputs)} derivatives",
            $"pass exactly {Number((long)sizes.Outputs * sizes.Inputs)}", $"{Name("OutputSize")} * {Name("InputSize")}");

    private WrongLength? Scratch(long count) => sizes.Scratch is { } needed && count < needed
        ? new($"has {Floats(count)}, but {sizes.Network.Name}.ScratchSize is {Number(needed)}", $"pass at least {Number(needed)}", Name("ScratchSize"))
        : null;

    private WrongLength? Rows(long count, int size, string constant) => count switch
    {
        0 => new("is empty", $"pass at least one row of {Floats(size)}", null),
        _ when count % size != 0 => new($"has {Floats(count)}, which is not a whole number of rows of {Number(size)}", $"pass a multiple of {sizes.Network.Name}.{constant}", null),
        _ => null,
    };

    /// <summary>As many rows as the inputs have; inputs that are wrong themselves have the only message.</summary>
    private WrongLength? Matching(long count, long inputs)
    {
        var rows = inputs / sizes.Inputs;
        if (inputs % sizes.Inputs != 0 || rows == 0 || count == rows * sizes.Outputs)
            return null;
        return new(
            $"has {Floats(count)}, but {(rows == 1 ? "one row" : Number(rows) + " rows")} of {Number(sizes.Outputs)} {(rows == 1 ? "needs" : "need")} {Number(rows * sizes.Outputs)}",
            $"pass exactly {Number(rows * sizes.Outputs)}", rows == 1 ? Name("OutputSize") : $"{Number(rows)} * {Name("OutputSize")}");
    }

    private WrongLength? OnePerRow(long count, string what)
    {
        if (!known.TryGetValue("inputs", out var inputs) || inputs.Count % sizes.Inputs != 0)
            return null;
        var rows = inputs.Count / sizes.Inputs;
        return rows == 0 || rows == count ? null : new($"has {Number(count)} {what}{(count == 1 ? "" : "s")}, but 'inputs' {(rows == 1 ? "is one row" : $"has {Number(rows)} rows")}", $"pass one {what} per row", Number(rows));
    }

    private string Name(string constant) => $"{write(sizes.Network)}.{constant}";

    private static string Floats(long count) => Number(count) + (count == 1 ? " float" : " floats");

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
