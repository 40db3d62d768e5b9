using System.Text;

namespace Compiled.Import;

/// <summary>Several chains from one input as a trunk with heads.</summary>
internal static class HeadJoiner
{
    public static List<Step> Join(List<List<Step>> chains, List<(Value Value, string Name)> heads)
    {
        var trunk = TrunkLength(chains);
        List<Step> steps = [.. chains[0].Take(trunk)];
        var branch = trunk == 0 ? null : chains[0][trunk - 1].Output;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var head = 0; head < chains.Count; head++)
        {
            var own = chains[head].Skip(trunk).ToList();
            if (!own.OfType<DenseStep>().Any())
            {
                throw new ImportProblem(
                    $"The output {Text.Quoted(heads[head].Name)} shares all its dense blocks with the other outputs, but each head of a network needs its own. Choose one of the outputs with OnnxReadOptions.Outputs.");
            }

            steps.Add(new HeadStep(branch ?? own[0].Output, Identifier(heads[head].Name, head, names)));
            steps.AddRange(own);
        }

        return steps;
    }

    /// <summary>How many steps all chains have in common, up to a place that is within no residual.</summary>
    private static int TrunkLength(List<List<Step>> chains)
    {
        var common = 0;
        while (chains.All(chain => common < chain.Count && chain[common].GetType() == chains[0][common].GetType() && chain[common].Output == chains[0][common].Output))
            common++;
        var (depth, closed) = (0, 0);
        for (var place = 0; place < common; place++)
        {
            depth += chains[0][place] switch { BeginResidualStep => 1, EndResidualStep => -1, _ => 0 };
            if (depth == 0)
                closed = place + 1;
        }

        return closed;
    }

    /// <summary>An output's name as a head's: letters, digits and underscores, beginning with a letter, once only.</summary>
    private static string Identifier(string name, int head, HashSet<string> taken)
    {
        var text = new StringBuilder();
        foreach (var character in name.AsSpan(0, Math.Min(name.Length, 64)))
        {
            if (char.IsAsciiLetterOrDigit(character) || character == '_')
                text.Append(text.Length == 0 ? char.ToUpperInvariant(character) : character);
        }

        var number = head.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var identifier = text.Length > 0 && char.IsAsciiLetter(text[0]) ? text.ToString() : Structure.Head.Name + number;
        while (!taken.Add(identifier))
            identifier += "_" + number;
        return identifier;
    }
}
