namespace Compiled.Runtime;

/// <content>Statistics: they travel with the parameters, and are not among them.</content>
public sealed partial class ParameterStore
{
    /// <summary>The view of a Standardize block, by its place among the blocks with statistics.</summary>
    public StandardizeStatistics StandardizeView(int statistics) => new(_memory, Layout.Statistics[statistics], this);

    /// <summary>The view of a BatchNorm block, by its place among the blocks with statistics.</summary>
    public BatchNormParameters BatchNormView(int statistics) =>
        new(_memory, Layout.Statistics[statistics].Norm is >= 0 and var norm ? Layout.Blocks[norm] : null, Layout.Statistics[statistics], this);

    /// <summary>The view of a StandardizeTargets block, by its place among the blocks with statistics.</summary>
    public TargetStatistics StandardizeTargetsView(int statistics) => new(Layout.Statistics[statistics], this);

    /// <summary>Whether any block standardises targets.</summary>
    internal bool HasTargets => Layout.Statistics.Any(static statistics => statistics.TargetsOffset >= 0);

    /// <summary>The Standardize block of a network that begins with one, or null.</summary>
    internal StandardizeStatistics? Standardize => Layout.BeginsWithStandardize ? StandardizeView(0) : null;

    /// <summary>Lets the next <c>Fit</c> fit a block that standardises.</summary>
    internal void MarkUnfitted(StatisticsLayout statistics)
    {
        ThrowIfFrozen();
        State[statistics.FlagOffset] = 0;
        MarkChanged();
    }

    /// <summary>Takes over the statistics alone of a network of the same class.</summary>
    public void CopyStatisticsFrom(ParameterStore other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ThrowIfFrozen();
        other.State[Layout.Length..].CopyTo(State[Layout.Length..]);
        MarkChanged();
    }
}
