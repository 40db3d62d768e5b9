using Compiled.Export;
using Compiled.Import;

namespace Compiled.Blocks;

/// <summary>What ONNX has for each kind of block: the only place of this package that knows kinds apart. The list itself is made from the catalogue.</summary>
internal static partial class OnnxBlocks
{
    private static readonly Dictionary<string, OnnxBlock> ByName = Listed.ToDictionary(static block => block.Kind.Name, StringComparer.Ordinal);

    /// <summary>Every kind that has a counterpart.</summary>
    public static IReadOnlyList<OnnxBlock> All { get; } = [.. Listed];

    /// <summary>The same in the order in which a value is compared with them.</summary>
    public static IReadOnlyList<OnnxBlock> Patterns { get; } = [.. Listed.OrderByDescending(static block => block.IsTriedFirst)];

    /// <summary>The names of the kinds that can be written, in order.</summary>
    public static IEnumerable<string> Supported => ByName.Keys.Order(StringComparer.Ordinal);

    /// <summary>What ONNX has for the kind of that name, or null.</summary>
    public static OnnxBlock? Find(string kind) => ByName.GetValueOrDefault(kind);

    /// <summary>The node that computes a value, if it is an operator that alone is a block with one of some traits; otherwise null.</summary>
    public static Node? ProducerOf(Value value, BlockTraits any) => All.Where(block => block.Kind.Traits.Has(any)).SelectMany(static block => block.Operators)
        .Select(operation => Scalars.IsBy(value, operation, out var node) ? node : null).FirstOrDefault(static node => node is not null);

    /// <summary>Whether an operator alone is a block with one of some traits.</summary>
    public static bool IsOperatorOf(string operation, BlockTraits any) => All.Any(block => block.Kind.Traits.Has(any) && block.Operators.Contains(operation));

    /// <summary>Writes a block.</summary>
    /// <exception cref="NotSupportedException">Its kind has no counterpart in ONNX.</exception>
    public static string Write(BlockWriter block, string network, int place) => Find(block.Block.Kind)?.Write(block) ?? throw Unsupported(block.Block, network, place);

    private static NotSupportedException Unsupported(TopologyBlock block, string network, int place)
    {
        var arguments = block.Arguments.Replace("global::", "", StringComparison.Ordinal);
        var attribute = arguments.Length == 0 ? block.Kind : $"{block.Kind}({arguments})";
        var cause = block.Has(BlockTraits.UserDefined) ? "ONNX has no operator for a user-defined formula, and nothing similar is substituted" : "it has no counterpart in ONNX";
        return new NotSupportedException(
            $"[{attribute}], block {Text.Number(place)} of {network}, cannot be exported to ONNX: {cause}. Only {string.Join(", ", Supported)}, residuals and heads are supported. "
            + "Train and export a network with one of these instead.");
    }
}
