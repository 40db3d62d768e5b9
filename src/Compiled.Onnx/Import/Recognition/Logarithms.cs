namespace Compiled.Import;

/// <summary>
/// Outputs that are exponentials next to others, as policies give the deviations of their actions: no block computes them, so that the network gives what they are the exponential of. The head's
/// name says it.
/// </summary>
internal static class Logarithms
{
    public static List<(Value Value, string Name)> Of(List<(Value Value, string Name)> heads, List<string> notes)
    {
        if (heads.Count < 2)
            return heads;
        List<(Value Value, string Name)> kept = [];
        foreach (var (value, name) in heads)
        {
            if (!Scalars.IsBy(value.Unshaped, "Exp", out var node) || node.Input(0) is not { IsRows: true } exponent)
            {
                kept.Add((value, name));
                continue;
            }

            var other = heads.Find(head => head.Value.Unshaped == exponent.Unshaped);
            if (other.Value is not null)
            {
                notes.Add($"The output {Text.Quoted(name)} is ignored: it is the exponential of {Text.Quoted(other.Name)}.");
                continue;
            }

            var logarithm = "Log" + (name.Length > 0 ? char.ToUpperInvariant(name[0]) + name[1..] : "");
            kept.Add((exponent, logarithm));
            notes.Add($"The output {Text.Quoted(name)} is predicted as its logarithm, {Text.Quoted(logarithm)}: take the exponential of it, since no block does.");
        }

        return kept;
    }
}
