namespace Compiled.Oracle;

/// <summary>One head: its blocks behind the trunk, its loss and what that counts.</summary>
public sealed record OracleHead(IReadOnlyList<OracleBlock> Blocks, string Loss, double Weight, double LossSetting = 0);

/// <summary>The heads as one block, the last: its outputs are theirs, one behind the other.</summary>
public sealed class OracleHeads(IReadOnlyList<OracleHead> heads) : OracleBlock
{
    // A head is a chain without a residual's sum around it.
    private readonly OracleNetwork[] _chains = [.. heads.Select(static head => new OracleNetwork(head.Blocks, head.Loss, head.LossSetting))];

    public IReadOnlyList<OracleHead> Heads => heads;

    public override IEnumerable<OracleBlock> Parts => heads.SelectMany(head => head.Blocks).SelectMany(block => block.Parts);

    public override int ParameterCount => _chains.Sum(static chain => chain.ParameterCount);

    public override double[] Forward(double[] x) => [.. _chains.SelectMany(chain => chain.Predict(x))];

    public override double[] Backward(double[] x, double[] y, double[] outputGradients, Span<double> parameterGradients)
    {
        var inputGradients = new double[x.Length];
        var position = 0;
        foreach (var chain in _chains)
        {
            var size = chain.Predict(x).Length;
            Add(chain.GradientsFrom([x], [outputGradients.AsSpan(position, size).ToArray()]), 1, inputGradients, ref parameterGradients);
            position += size;
        }

        return inputGradients;
    }

    /// <summary>Σ weight · loss of the row, and its gradients from the losses themselves, each divided as its loss averages over so many rows.</summary>
    public (double Loss, double[] InputGradients) RowLoss(double[] x, double[] targets, int rows, Span<double> parameterGradients)
    {
        var inputGradients = new double[x.Length];
        var (loss, position) = (0.0, 0);
        for (var head = 0; head < _chains.Length; head++)
        {
            var size = _chains[head].Predict(x).Length;
            // Of one row the mean is over its outputs alone.
            var gradients = _chains[head].Gradients([x], [targets.AsSpan(position, size).ToArray()]);
            loss += heads[head].Weight * gradients.Loss / rows;
            Add(gradients, heads[head].Weight / rows, inputGradients, ref parameterGradients);
            position += size;
        }

        return (loss, inputGradients);
    }

    public override double[] ErrorBounds(double[] x, double[] y, double[] inputErrors) =>
        [.. heads.SelectMany(head =>
        {
            var (value, errors) = (x, inputErrors);
            foreach (var block in head.Blocks)
            {
                var next = block.Forward(value);
                errors = block.ErrorBounds(value, next, errors);
                value = next;
            }

            return errors;
        })];

    public override void CopyParametersTo(Span<double> destination)
    {
        foreach (var chain in _chains)
        {
            chain.GetParameters().CopyTo(destination);
            destination = destination[chain.ParameterCount..];
        }
    }

    public override void CopyParametersFrom(ReadOnlySpan<double> source)
    {
        foreach (var chain in _chains)
        {
            chain.SetParameters(source[..chain.ParameterCount]);
            source = source[chain.ParameterCount..];
        }
    }

    private static void Add(OracleGradients from, double factor, double[] inputGradients, ref Span<double> parameterGradients)
    {
        for (var i = 0; i < inputGradients.Length; i++)
            inputGradients[i] += factor * from.Inputs[0][i];
        for (var i = 0; i < from.Parameters.Length; i++)
            parameterGradients[i] += factor * from.Parameters[i];
        parameterGradients = parameterGradients[from.Parameters.Length..];
    }
}
