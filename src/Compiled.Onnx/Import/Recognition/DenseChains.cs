namespace Compiled.Import;

/// <summary>Dense blocks that branches became, with a dense block directly after them: W₂ (W₁ x + b₁) + b₂ is one block.</summary>
internal static class DenseChains
{
    /// <summary>The same steps with fewer of them.</summary>
    public static List<Step> Join(List<Step> steps)
    {
        for (var place = steps.Count - 2; place >= 0; place--)
        {
            if (steps[place] is not DenseStep { IsMade: true } first || steps[place + 1] is not DenseStep second || second.Inputs != first.Outputs
                || (double)second.Outputs * first.Inputs * first.Outputs > ConstantArithmetic.MostSteps)
                continue;
            steps[place + 1] = Product(first, second);
            steps.RemoveAt(place);
        }

        return steps;
    }

    private static DenseStep Product(DenseStep first, DenseStep second)
    {
        var weights = new float[second.Outputs * first.Inputs];
        var biases = first.Biases is null ? second.Biases : new float[second.Outputs];
        var row = new double[first.Inputs];
        for (var output = 0; output < second.Outputs; output++)
        {
            Array.Clear(row);
            var shift = (double)(second.Biases?[output] ?? 0);
            for (var inner = 0; inner < first.Outputs; inner++)
            {
                var factor = (double)second.Weights[(output * first.Outputs) + inner];
                shift += factor * (first.Biases?[inner] ?? 0);
                for (var input = 0; input < first.Inputs; input++)
                {
                    // Zeros between branches stay zeros, whatever the other factor is.
                    if (first.Weights[(inner * first.Inputs) + input] is not 0 and var weight)
                        row[input] += factor * weight;
                }
            }

            for (var input = 0; input < first.Inputs; input++)
                weights[(output * first.Inputs) + input] = (float)row[input];
            if (first.Biases is not null)
                biases![output] = (float)shift;
        }

        return new(second.Output, weights, first.Inputs, second.Outputs, biases) { IsMade = second.IsMade };
    }
}
