namespace Compiled;

/// <summary>Whether weights are those of a network: the same tensors, and blocks that compute the same of them.</summary>
internal static class WeightsMatch
{
    /// <summary>All differences, a sentence each; none when the weights fit.</summary>
    /// <param name="file">What the file says.</param>
    /// <param name="declaration">The network's attributes, line by line.</param>
    /// <param name="tensors">The network's tensors, in their order.</param>
    /// <param name="features">The names of its inputs as the class declares them, and how many inputs it has.</param>
    /// <param name="classes">The names of its classes as the class declares them, and how many classes it tells apart.</param>
    public static List<string> Differences(
        WeightsHeader file, IEnumerable<string> declaration, IReadOnlyList<string> tensors, (IReadOnlyList<string> Names, int Count) features, (IReadOnlyList<string> Names, int Count) classes)
    {
        List<string> differences = [];
        CompareBlocks(Blocks(file.Declaration), Blocks(declaration), differences);
        CompareTensors(file.Tensors, tensors, differences);
        CompareNames(file.Features, features, "feature", differences);
        CompareNames(file.Classes, classes, "class", differences);
        return differences;
    }

    /// <summary>The attributes that decide what the weights compute, each without the arguments that do not: Dense(8), LeakyRelu(slope: 0.2).</summary>
    /// <exception cref="FormatException">A line is no list of attributes.</exception>
    public static List<string> Blocks(IEnumerable<string> declaration)
    {
        List<string> blocks = [];
        foreach (var line in declaration)
        {
            if (line.Length < 3 || line[0] != '[' || line[line.Length - 1] != ']')
                throw new FormatException($"the topology has the line '{WeightsHeader.Shortened(line)}', which is not a list of attributes");
            foreach (var attribute in Split(line.Substring(1, line.Length - 2)))
            {
                var open = attribute.IndexOf('(');
                var kind = open < 0 ? attribute : attribute.Substring(0, open);
                var known = BlockCatalogue.Find(kind);
                // Weights outlive another choice of these.
                if (known is { IsOfTraining: true })
                    continue;
                if (open >= 0 && attribute[attribute.Length - 1] != ')')
                    throw new FormatException($"the topology has the attribute '{WeightsHeader.Shortened(attribute)}' with an unclosed bracket");
                var arguments = open < 0 ? [] : Split(attribute.Substring(open + 1, attribute.Length - open - 2)).Where(argument => !IsOfTraining(known, argument)).ToList();
                blocks.Add(arguments.Count == 0 ? kind : $"{kind}({string.Join(", ", arguments)})");
            }
        }

        return blocks;
    }

    /// <summary>What decides training alone, or names a view.</summary>
    private static bool IsOfTraining(BlockKind? kind, string argument)
    {
        var end = argument.IndexOfAny([':', '=']);
        return end > 0 && kind?.Argument(argument.Substring(0, end).Trim()) is { IsOfTraining: true };
    }

    /// <summary>At the commas that stand in no bracket and no quotes.</summary>
    private static List<string> Split(string text)
    {
        List<string> parts = [];
        var (depth, start, isQuoted) = (0, 0, false);
        for (var index = 0; index < text.Length; index++)
        {
            var character = text[index];
            isQuoted ^= character == '"';
            if (isQuoted)
                continue;
            depth += character is '(' or '<' ? 1 : character is ')' or '>' ? -1 : 0;
            if (character != ',' || depth > 0)
                continue;
            parts.Add(text.Substring(start, index - start).Trim());
            start = index + 1;
        }

        parts.Add(text.Substring(start).Trim());
        return parts;
    }

    private static void CompareBlocks(List<string> file, List<string> network, List<string> differences)
    {
        for (var index = 0; index < Math.Max(file.Count, network.Count); index++)
        {
            var (there, here) = (index < file.Count ? file[index] : "nothing", index < network.Count ? network[index] : "nothing");
            if (there == here)
                continue;
            // Where one has a block more, all that follow differ: the first difference says it.
            differences.Add($"The file's network has {WeightsHeader.Shortened(there)} where this one has {here}.");
            if (file.Count != network.Count)
                return;
        }
    }

    private static void CompareTensors(IReadOnlyList<string> file, IReadOnlyList<string> network, List<string> differences)
    {
        var (there, here) = (ByName(file), ByName(network));
        differences.AddRange(here.Keys.Where(name => !there.ContainsKey(name)).Select(name => $"{here[name]} is missing in the file."));
        differences.AddRange(there.Keys.Where(name => !here.ContainsKey(name)).Select(name => $"{WeightsHeader.Shortened(there[name])} is in the file, but the network has no such tensor."));
        differences.AddRange(here.Keys.Where(name => there.TryGetValue(name, out var text) && text != here[name]).Select(name => $"{here[name]} is {WeightsHeader.Shortened(there[name])} in the file."));
        if (differences.Count == 0 && !file.SequenceEqual(network))
            differences.Add("The tensors are in another order in the file.");
    }

    /// <summary>A network without names takes those of the file, and weights without names fit a network with them.</summary>
    private static void CompareNames(List<string> file, (IReadOnlyList<string> Names, int Count) network, string what, List<string> differences)
    {
        // After another difference, the numbers are of two networks.
        if (file.Count > 0 && file.Count != network.Count && differences.Count == 0)
            differences.Add(string.Format(
                System.Globalization.CultureInfo.InvariantCulture, "The file names {0} {1}, but the network has {2}.", file.Count, file.Count == 1 ? what : NameList.Plural(what), network.Count));
        else if (file.Count > 0 && network.Names.Count > 0 && !file.SequenceEqual(network.Names))
            differences.Add($"The {NameList.Plural(what)} are {List(file)} in the file and {List(network.Names)} in the network.");
    }

    private static Dictionary<string, string> ByName(IEnumerable<string> tensors)
    {
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
            byName[Name(tensor)] = tensor;
        return byName;
    }

    private static string Name(string tensor) => tensor.Split(' ')[0];

    private static string List(IEnumerable<string> names) => WeightsHeader.Shortened(string.Join(", ", names));
}
