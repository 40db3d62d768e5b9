namespace Compiled.Tool.Training;

/// <summary>The activations that a command line can name: those that can do without arguments.</summary>
internal static class Activations
{
    /// <summary>The names of their attributes.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        .. BlockCatalogue.All.Where(static kind => kind.IsPlain && kind.Traits.HasAll(BlockTraits.Elementwise | BlockTraits.Nonlinear) && !kind.Arguments.Any(static argument => argument.IsRequired))
            .Select(static kind => kind.Name),
    ];
}
