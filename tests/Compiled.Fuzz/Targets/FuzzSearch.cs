using static Compiled.Search;

namespace Compiled.Fuzz;

/// <summary>A small search, and data for it.</summary>
internal static class FuzzSearch
{
    public static SearchDefinition Definition { get; } = Over(rate: LogUniform(1e-3, 1e-1), units: OneOf(4, 8)) with { Trials = 3, Epochs = 2, Lag = 1 };

    public static SearchData Data { get; } = new(Dataset.FromLabels([0, 0, 0, 1, 1, 0, 1, 1], [0, 1, 1, 0], ["no", "yes"], ["a", "b"]));
}
