namespace Compiled;

/// <summary>Where residuals begin and end, and where heads begin.</summary>
internal static class Structure
{
    public static readonly BlockKind BeginResidual = new("BeginResidual", BlockTraits.BeginsResidual, "the row that is added at the end of the residual");

    public static readonly BlockKind EndResidual = new("EndResidual", BlockTraits.EndsResidual, "the row at the beginning is added");

    public static readonly BlockKind Head = new(
        "Head", BlockTraits.BeginsHead, "the following blocks, up to a loss, are a separate branch from the trunk",
        BlockArgument.Text("name"), BlockArgument.Number("Weight", 1, NumberRange.Positive) with { Use = ArgumentUse.Unseen, IsOfTraining = true });

    public static BlockKind[] All => [BeginResidual, EndResidual, Head];
}
