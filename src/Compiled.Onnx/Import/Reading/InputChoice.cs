using global::Onnx;

namespace Compiled.Import;

/// <summary>Which inputs the network predicts from.</summary>
internal static class InputChoice
{
    /// <summary>The inputs that the outputs depend on, with their shapes, and the number of rows where the file fixes it. Where they depend on none, what is wrong is said of the outputs.</summary>
    /// <param name="inputs">All inputs.</param>
    /// <param name="needed">Those that the outputs depend on.</param>
    /// <param name="wanted">The names that the caller gives; null for none.</param>
    /// <exception cref="ImportProblem">There are none, or others than those that the caller wants.</exception>
    public static (IReadOnlyList<Value> Own, long Rows) Choose(Dictionary<Value, ValueInfoProto> inputs, List<Value> needed, IReadOnlyList<string>? wanted)
    {
        var own = needed.Count == 0 ? [.. inputs.Keys] : needed;
        if (own.Count == 0)
            throw new ImportProblem("The model has no inputs, but a network has one: rows of floats, [batch, features].");
        if (wanted is not null && needed.Find(input => !wanted.Contains(input.Name)) is { } other)
        {
            throw new ImportProblem(
                $"The outputs also depend on the input {Text.Quoted(other.Name)}, which OnnxReadOptions.Inputs does not have: add it, choose outputs that do not need it with OnnxReadOptions.Outputs, or begin after it with the name of a computed value.");
        }

        // One of several that nothing depends on is as good as any: the outputs say what is wrong.
        own = needed.Count == 0 ? own[..1] : own;
        var rows = 0L;
        foreach (var input in own)
        {
            (var features, var fixedRows, var lead) = InputShape.Read(inputs[input]);
            (input.Features, input.Lead) = (features, lead);
            if (rows > 0 && fixedRows > 0 && rows != fixedRows)
                throw new ImportProblem($"The input {Text.Quoted(input.Name)} has {Text.Number(fixedRows)} rows, but another input has {Text.Number(rows)}.");
            rows = fixedRows > 0 ? fixedRows : rows;
        }

        return (own, rows);
    }
}
