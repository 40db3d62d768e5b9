using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>
/// Where selections of values go, which no block is: into the rows of the dense block before them, or the columns of the one after them, past what works value by value; with neither, they are
/// a dense block of zeros and ones.
/// </summary>
internal static class SelectionMoves
{
    /// <summary>1 MB: a small file may have very many of them.</summary>
    private const int MostWeights = 1 << 18;

    /// <summary>The same steps without selections.</summary>
    public static List<Step> Move(List<Step> steps)
    {
        while (steps.FindLastIndex(static step => step is SelectStep) is >= 0 and var place)
        {
            var select = (SelectStep)steps[place];
            if (select.Places.Length == select.Width && select.Places.Order().SequenceEqual(select.Places) && select.Places.Distinct().Count() == select.Width)
                steps.RemoveAt(place);
            else if (!Backward(steps, place, select) && !Forward(steps, place, select))
                steps[place] = Matrix(select);
        }

        return steps;
    }

    /// <summary>S · f(W x + b) is f(S W x + S b).</summary>
    private static bool Backward(List<Step> steps, int place, SelectStep select)
    {
        var first = place - 1;
        while (first >= 0 && IsByValue(steps[first]))
            first--;
        if (first >= 0 && steps[first] is SelectStep earlier && earlier.Places.Length == select.Width && Suits(steps, first + 1, place, select.Width))
        {
            steps[first] = new SelectStep(select.Output, [.. select.Places.Select(at => earlier.Places[at])], earlier.Width);
            Narrow(steps, first + 1, place, select);
            return true;
        }

        if (first < 0 || steps[first] is not DenseStep dense || dense.Outputs != select.Width || !Suits(steps, first + 1, place, select.Width)
            || (long)select.Places.Length * dense.Inputs > Math.Max(MostWeights, dense.Weights.Length))
        {
            return false;
        }

        // Its output is another value now: heads that select other parts of one block have no block in common.
        var weights = new float[select.Places.Length * dense.Inputs];
        for (var row = 0; row < select.Places.Length; row++)
            dense.Weights.AsSpan(select.Places[row] * dense.Inputs, dense.Inputs).CopyTo(weights.AsSpan(row * dense.Inputs));
        steps[first] = new DenseStep(select.Output, weights, dense.Inputs, select.Places.Length, dense.Biases is { } biases ? [.. select.Places.Select(at => biases[at])] : null);
        Narrow(steps, first + 1, place, select);
        return true;
    }

    /// <summary>The steps before a selection for the selected values alone, and the selection gone.</summary>
    private static void Narrow(List<Step> steps, int first, int place, SelectStep select)
    {
        for (var step = first; step < place; step++)
        {
            steps[step] = steps[step] is AffineStep affine
                ? new AffineStep(select.Output, affine.Map.At(select.Places)) : steps[step] with { Output = select.Output };
        }

        steps.RemoveAt(place);
    }

    /// <summary>W f(S x) + b is (W S) f(x) + b.</summary>
    private static bool Forward(List<Step> steps, int place, SelectStep select)
    {
        var last = place + 1;
        while (last < steps.Count && IsByValue(steps[last]))
            last++;
        // A value that is taken twice may be scaled in two ways.
        if (last == steps.Count || steps[last] is not DenseStep dense || dense.Inputs != select.Places.Length || !Suits(steps, place + 1, last, select.Places.Length)
            || (long)dense.Outputs * select.Width > Math.Max(MostWeights, dense.Weights.Length) || (last > place + 1 && select.Places.Distinct().Count() != select.Places.Length))
        {
            return false;
        }

        var weights = new float[dense.Outputs * select.Width];
        for (var row = 0; row < dense.Outputs; row++)
        {
            for (var column = 0; column < dense.Inputs; column++)
                weights[(row * select.Width) + select.Places[column]] += dense.Weights[(row * dense.Inputs) + column];
        }

        steps[last] = new DenseStep(dense.Output, weights, select.Width, dense.Outputs, dense.Biases);
        for (var step = place + 1; step < last; step++)
        {
            if (steps[step] is AffineStep { Map.Width: > 1 } affine)
                steps[step] = new AffineStep(affine.Output, affine.Map.Spread(select.Places, select.Width));
        }

        steps.RemoveAt(place);
        return true;
    }

    /// <summary>Whether constants are for rows that wide: others are refused where blocks are put together.</summary>
    private static bool Suits(List<Step> steps, int first, int end, int width) => steps.GetRange(first, end - first).OfType<AffineStep>().All(step => step.Map.Width == 1 || step.Map.Width == width);

    private static DenseStep Matrix(SelectStep select)
    {
        if ((long)select.Places.Length * select.Width > MostWeights)
            throw new ImportProblem($"Node {select.Title} selects {Text.Number(select.Places.Length)} of {Text.Number(select.Width)} values, and there is no dense block next to it that could do so.");
        var weights = new float[select.Places.Length * select.Width];
        for (var row = 0; row < select.Places.Length; row++)
            weights[(row * select.Width) + select.Places[row]] = 1;
        return new DenseStep(select.Output, weights, select.Width, select.Places.Length, null);
    }

    private static bool IsByValue(Step step) => step is AffineStep and not BatchNormStep || (step is ActivationStep activation && activation.Kind.Traits.Has(BlockTraits.Elementwise));
}
