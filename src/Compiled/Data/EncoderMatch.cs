using Compiled.Storage;

namespace Compiled;

/// <summary>Whether raw columns became features in the network's way: two encoders give the same names to other numbers.</summary>
internal static class EncoderMatch
{
    /// <summary>Throws where both sides have an encoder, and not the same.</summary>
    /// <param name="topology">The network's shape.</param>
    /// <param name="known">The network's encoder, or the training data's where it has none yet; null where there is none.</param>
    /// <param name="data">The dataset, in the network's order.</param>
    /// <param name="what">The dataset in messages.</param>
    /// <param name="argument">The parameter that it came in.</param>
    public static void Check(Topology topology, TableEncoder? known, Dataset data, string what, string argument)
    {
        if (known is null || data.Encoder is not { } other || known.Equals(other))
            return;
        throw new ArgumentException(
            $"{what} was encoded by another encoder than that of {topology.Name}{Difference(known, other)}: encode all data with the encoder that was fitted to the training rows, "
            + "network.Encoder.Encode(table); or remove it with Encoder = null to train the network on other data.",
            argument);
    }

    private static string Difference(TableEncoder known, TableEncoder other)
    {
        foreach (var column in known.Columns)
        {
            var place = other.PlaceOf(column.Name);
            if (place < 0)
                return $", which has no column {ModelText.Quote(column.Name)}";
            var theirs = other.Columns[place];
            if (!column.Equals(theirs))
            {
                var (own, their) = (column.ToString(), theirs.ToString());
                return own == their ? $", with other categories of column {ModelText.Quote(column.Name)}" : $" ('{their}' instead of '{own}')";
            }
        }

        return known.Target.Equals(other.Target) ? "" : ", which has other targets";
    }
}
