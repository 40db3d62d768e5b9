using Compiled.Generator.Model;

namespace Compiled.Generator.Text;

/// <summary>
/// What the topology says of a block or a loss besides its shape, as its attribute's arguments are written: <c>slope: 0.01</c>, <c>Epsilon = 1E-05, Affine = false</c>.
/// The catalogue says which arguments are shown.
/// </summary>
internal static class ArgumentText
{
    public static string Of(AttributeSpec spec) => BlockCatalogue.Find(spec.Kind) is { } kind
        ? string.Join(", ", kind.Arguments.Where(argument => IsShown(spec, argument)).Select(argument => Written(spec, argument)).OfType<string>())
        : "";

    private static bool IsShown(AttributeSpec spec, BlockArgument argument) => argument.Use switch
    {
        ArgumentUse.Shown => true,
        ArgumentUse.ShownIfSet => spec.Has(argument),
        _ => false,
    };

    private static string? Written(AttributeSpec spec, BlockArgument argument) => argument.Type switch
    {
        // A user's type is the only argument of its attribute, and goes without its name.
        ArgumentType.Struct => spec.Struct(argument.Name) is { } type ? $"typeof({type.FullName})" : null,
        ArgumentType.Choice => Named(argument, $"{argument.EnumName}.{argument.Members[spec.Choice(argument.Name)]}"),
        ArgumentType.Flag => Named(argument, spec.Flag(argument.Name) ? "true" : "false"),
        ArgumentType.Single => Named(argument, Literals.Float(spec.Number(argument.Name))),
        _ => Named(argument, Literals.Number(spec.Number(argument.Name))),
    };

    private static string Named(BlockArgument argument, string value) => argument.Name + (argument.IsPositional ? ": " : " = ") + value;
}
