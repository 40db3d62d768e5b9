using System.Globalization;
using System.Text;

namespace Compiled.Generator.Tests.Kinds;

/// <summary>The files that are made from the catalogue of blocks and committed, by their places in the repository.</summary>
internal static class CatalogueFiles
{
    private const string Origin = "// Made from the catalogue of blocks by the test CatalogueFilesTests; COMPILED_UPDATE_SNAPSHOTS=1 writes it again.\n";

    public static IReadOnlyDictionary<string, Func<string>> All { get; } = new Dictionary<string, Func<string>>(StringComparer.Ordinal)
    {
        ["generator/Compiled.Generator/Blocks/BlockTable.Listed.cs"] = () => List(
            "namespace Compiled.Generator.Blocks;\n\ninternal static partial class BlockTable\n{\n    private static Block[] Listed =>\n", BlockCatalogue.All, kind => $"{Class(kind)}Block"),
        ["src/Compiled.Onnx/Blocks/OnnxBlocks.Listed.cs"] = () => List(
            "namespace Compiled.Blocks;\n\ninternal static partial class OnnxBlocks\n{\n    private static OnnxBlock[] Listed =>\n", BlockCatalogue.All.Where(IsInOnnx), kind => $"Onnx{kind}"),
        ["src/Compiled.Dynamic/NetworkDeclaration.Activations.cs"] = () => Methods(
            "Activations: each attribute's page of the documentation says what it computes.", kind => kind.Traits.Has(BlockTraits.Nonlinear) || kind == Sigmoids.Identity),
        ["src/Compiled.Dynamic/NetworkDeclaration.Losses.cs"] = () => Methods("Losses: the last attribute of a network, or of a head.", kind => kind.Traits.Has(BlockTraits.Loss)),
        ["src/Compiled.Dynamic/NetworkDeclaration.Blocks.cs"] = () => Methods(
            "Norms, scaling, noise and residuals.", kind => !kind.Traits.Has(BlockTraits.Nonlinear | BlockTraits.Loss) && kind != Sigmoids.Identity),
        // Everything that a row says, so that no change of it goes unseen: whether it is right is what the tests of the blocks say.
        ["tests/Compiled.Generator.Tests/Snapshots/Catalogue.txt"] = () => string.Join('\n', BlockCatalogue.All.Select(Row)),
    };

    /// <summary>What ONNX has a file for: residuals and heads are part of the graph, losses are no part of predictions, and a user's formula has no operator.</summary>
    public static bool IsInOnnx(BlockKind kind) => !kind.Traits.IsBracket() && !kind.Traits.Has(BlockTraits.Loss | BlockTraits.UserDefined);

    /// <summary>What has a method by hand: its first argument goes without a name, and a user's type has none at run time.</summary>
    public static bool HasMadeMethod(BlockKind kind) => kind.IsPlain && kind.Arguments is not [{ Type: ArgumentType.Count or ArgumentType.Text, IsRequired: true }, ..];

    private static string Row(BlockKind kind)
    {
        var text = new StringBuilder($"{kind.Name}: {kind.Summary}\n    traits: {kind.Traits}\n");
        if (kind.Traits.Has(BlockTraits.Loss))
            text.Append(CultureInfo.InvariantCulture, $"    loss: {kind.Loss.Meaning}, targets {kind.Loss.Targets}{(kind.Loss.TakesLabels ? " or labels" : "")}, fuses {kind.Fuses}, after {kind.Partner?.Name ?? "anything"}\n");
        text.Append(CultureInfo.InvariantCulture, $"    of training: {kind.IsOfTraining}, plain: {kind.IsPlain}\n");
        foreach (var argument in kind.Arguments)
            text.Append(CultureInfo.InvariantCulture, $"    {argument.Name} ({argument.Key}, \"{argument.Title}\"): {Facts(argument)}\n");
        return text.ToString();
    }

    private static string Facts(BlockArgument argument) => string.Join(", ", new[]
    {
        $"{argument.Type} {argument.EnumName} {string.Join('|', argument.Members)}".TrimEnd(),
        argument.IsRequired ? "required" : "",
        "= " + (argument.Standard is null ? "null" : Number(argument)),
        argument.Range.Text,
        argument.Use.ToString(),
        argument.IsPositional ? "positional" : "",
        argument.IsOfTraining ? "of training" : "",
        argument.IsInShapes ? "in shapes" : "",
    }.Where(static fact => fact.Length > 0));

    private static string Class(BlockKind kind) => (kind.IsPlain ? "" : "User") + kind;

    private static string List(string head, IEnumerable<BlockKind> kinds, Func<BlockKind, string> nameOf) =>
        $"{Origin}{head}    [\n{string.Concat(kinds.Select(kind => $"        new {nameOf(kind)}(),\n"))}    ];\n}}\n";

    private static string Methods(string content, Func<BlockKind, bool> isMeant)
    {
        var text = new StringBuilder(Origin)
            .Append("using Compiled.Dynamic.Declarations;\n\nnamespace Compiled.Dynamic;\n\n/// <content>").Append(content)
            .Append("</content>\npublic sealed partial class NetworkDeclaration\n{\n");
        return text.AppendJoin('\n', BlockCatalogue.All.Where(kind => isMeant(kind) && HasMadeMethod(kind)).Select(Method)).Append("}\n").ToString();
    }

    private static string Method(BlockKind kind)
    {
        var parameters = string.Join(", ", kind.Arguments.Select(Parameter));
        var values = string.Concat(kind.Arguments.Select(argument => ", " + Value(argument)));
        return $"    /// <summary>Adds <c>[{kind}]</c>: {kind.Summary}.</summary>\n{Exception(kind)}    public NetworkDeclaration {kind}({parameters}) =>\n        With(\"{kind}\"{values});\n";
    }

    private static string Exception(BlockKind kind)
    {
        List<string> causes = [];
        if (kind.Arguments.Any(argument => argument.Type is ArgumentType.Number or ArgumentType.Single))
            causes.Add("A number is not finite.");
        if (kind.Arguments.FirstOrDefault(argument => argument.Type is ArgumentType.Choice) is { } choice)
            causes.Add($"The {choice.Key} is not a member of the enum.");
        return causes.Count == 0 ? "" : $"    /// <exception cref=\"ArgumentOutOfRangeException\">{string.Join(' ', causes)}</exception>\n";
    }

    private static string Parameter(BlockArgument argument) => argument.Type switch
    {
        ArgumentType.Number => $"double {argument.Key}{(argument.IsRequired ? "" : " = " + Number(argument))}",
        ArgumentType.Single => $"float {argument.Key} = {Number(argument)}",
        ArgumentType.Flag => $"bool {argument.Key} = {(argument.Standard is true ? "true" : "false")}",
        ArgumentType.Choice => $"{argument.EnumName} {argument.Key} = default",
        _ => $"string? {argument.Key} = null",
    };

    private static string Value(BlockArgument argument) => argument.Type switch
    {
        ArgumentType.Number when argument.IsPositional => $"Arguments.Positional(\"{argument.Name}\", {argument.Key})",
        ArgumentType.Number or ArgumentType.Single => $"Arguments.Named(\"{argument.Name}\", {argument.Key}, assumed: {Number(argument)})",
        ArgumentType.Flag => $"Arguments.Named(\"{argument.Name}\", {argument.Key}, assumed: {(argument.Standard is true ? "true" : "false")})",
        ArgumentType.Choice => $"Arguments.Named(\"{argument.Name}\", {argument.Key})",
        _ => $"Arguments.Name({argument.Key})",
    };

    private static string Number(BlockArgument argument) => Convert.ToString(argument.Standard, CultureInfo.InvariantCulture)!;
}
