namespace Compiled.Oracle;

/// <summary>Loss and gradients of one batch.</summary>
/// <param name="Loss">The mean loss.</param>
/// <param name="Parameters">∂L/∂parameters, as the flat canonical vector.</param>
/// <param name="Inputs">∂L/∂inputs, row by row.</param>
public sealed record OracleGradients(double Loss, double[] Parameters, double[][] Inputs);

/// <summary>A network as a list of blocks: the slow, obvious implementation.</summary>
public sealed class OracleNetwork(IReadOnlyList<OracleBlock> blocks, string? loss = null, double lossSetting = 0)
{
    public IReadOnlyList<OracleBlock> Blocks { get; } = blocks;

    /// <summary>The blocks, those within residuals and heads by themselves.</summary>
    public IEnumerable<OracleBlock> Parts => Blocks.SelectMany(block => block.Parts);

    public string? Loss { get; } = loss;

    /// <summary>Huber's δ, Quantile's τ, or the smoothing of CrossEntropy.</summary>
    public double LossSetting { get; } = lossSetting;

    public int ParameterCount => Blocks.Sum(block => block.ParameterCount);

    /// <summary>The outputs of one row.</summary>
    public double[] Predict(double[] row) => Forward(row)[^1];

    /// <summary>The outputs of one row, each with the farthest that a careful float32 computation may be from it.</summary>
    public (double[] Outputs, double[] Bounds) PredictWithBounds(double[] row)
    {
        var x = row;
        var errors = new double[row.Length];
        foreach (var block in Blocks)
        {
            var y = block.Forward(x);
            errors = block.ErrorBounds(x, y, errors);
            x = y;
        }

        return (x, errors);
    }

    /// <summary>What the loss looks at: the outputs, or the logits where loss and last block are fused.</summary>
    public double[] LossInputs(double[] row)
    {
        var values = Forward(row);
        return values[LossBlocks()];
    }

    /// <summary>The mean loss of a batch.</summary>
    public double MeanLoss(double[][] rows, double[][] targets)
    {
        if (Blocks[^1] is OracleHeads heads)
            return rows.Select((row, index) => heads.RowLoss(Forward(row)[^2], targets[index], rows.Length, new double[heads.ParameterCount]).Loss).Sum();
        var sum = 0.0;
        for (var row = 0; row < rows.Length; row++)
            sum += OracleLoss.RowValue(Loss!, LossInputs(rows[row]), LossTargets(targets[row]), LossSetting);
        return sum / OracleLoss.Divisor(Loss!, rows.Length, targets[0].Length);
    }

    /// <summary>The mean loss of a batch as a step sees it: norms take the batch's own statistics.</summary>
    public double TrainingLoss(double[][] rows, double[][] targets)
    {
        if (Blocks[^1] is OracleHeads)
            return HeadGradients(rows, targets).Loss;
        var outputs = ForwardBatch(rows)[LossBlocks()];
        var sum = 0.0;
        for (var row = 0; row < rows.Length; row++)
            sum += OracleLoss.RowValue(Loss!, outputs[row], LossTargets(targets[row]), LossSetting);
        return sum / OracleLoss.Divisor(Loss!, rows.Length, targets[0].Length);
    }

    /// <summary>The mean loss of a batch in a step, and its gradients.</summary>
    public OracleGradients Gradients(double[][] rows, double[][] targets)
    {
        if (Blocks[^1] is OracleHeads)
            return HeadGradients(rows, targets);
        var divisor = OracleLoss.Divisor(Loss!, rows.Length, targets[0].Length);
        return Backward(rows, LossBlocks(), TrainingLoss(rows, targets), (row, values) =>
        {
            var gradient = OracleLoss.RowGradient(Loss!, values, LossTargets(targets[row]), LossSetting);
            for (var i = 0; i < gradient.Length; i++)
                gradient[i] /= divisor;
            return gradient;
        });
    }

    /// <summary>The gradients that follow from the caller's own ∂L/∂outputs; nothing is averaged, and the loss is NaN.</summary>
    public OracleGradients GradientsFrom(double[][] rows, double[][] outputGradients) =>
        Backward(rows, Blocks.Count, double.NaN, (row, _) => outputGradients[row]);

    /// <summary>∂L/∂inputs of one row as a prediction sees it, with given statistics, from the caller's own ∂L/∂outputs.</summary>
    public double[] PredictionGradient(double[] row, double[] outputGradients)
    {
        var values = Forward(row);
        var gradients = outputGradients;
        for (var block = Blocks.Count - 1; block >= 0; block--)
            gradients = Blocks[block].Backward(values[block], values[block + 1], gradients, new double[Blocks[block].ParameterCount]);
        return gradients;
    }

    /// <summary>The flat canonical vector: per block, weights [output][input] row-major, then biases.</summary>
    public double[] GetParameters()
    {
        var parameters = new double[ParameterCount];
        var position = 0;
        foreach (var block in Blocks)
        {
            block.CopyParametersTo(parameters.AsSpan(position, block.ParameterCount));
            position += block.ParameterCount;
        }

        return parameters;
    }

    /// <summary>Reads the flat canonical vector.</summary>
    public void SetParameters(ReadOnlySpan<double> parameters)
    {
        if (parameters.Length != ParameterCount)
            throw new ArgumentException($"{parameters.Length} parameters for a network of {ParameterCount}.", nameof(parameters));
        foreach (var block in Blocks)
        {
            block.CopyParametersFrom(parameters[..block.ParameterCount]);
            parameters = parameters[block.ParameterCount..];
        }
    }

    /// <summary>The trunk's blocks from the gradients that the heads' losses give where it ends.</summary>
    private OracleGradients HeadGradients(double[][] rows, double[][] targets)
    {
        var heads = (OracleHeads)Blocks[^1];
        var ofHeads = new double[heads.ParameterCount];
        var loss = 0.0;
        var trunk = Backward(rows, Blocks.Count - 1, 0, (row, value) =>
        {
            var (rowLoss, gradients) = heads.RowLoss(value, targets[row], rows.Length, ofHeads);
            loss += rowLoss;
            return gradients;
        });
        ofHeads.CopyTo(trunk.Parameters.AsSpan(ParameterCount - ofHeads.Length));
        return trunk with { Loss = loss };
    }

    /// <summary>values[i] arrives at block i; the last are the outputs.</summary>
    private double[][] Forward(double[] row)
    {
        var values = new double[Blocks.Count + 1][];
        values[0] = row;
        for (var block = 0; block < Blocks.Count; block++)
            values[block + 1] = Blocks[block].Forward(values[block]);
        return values;
    }

    /// <summary>values[i][row] arrives at block i in a step; the last are the outputs.</summary>
    private double[][][] ForwardBatch(double[][] rows)
    {
        var values = new double[Blocks.Count + 1][][];
        values[0] = rows;
        for (var block = 0; block < Blocks.Count; block++)
            values[block + 1] = Blocks[block].ForwardBatch(values[block]);
        return values;
    }

    /// <summary>The targets in the unit of what the loss looks at.</summary>
    private double[] LossTargets(double[] targets) => Blocks[^1] is OracleStandardizeTargets last ? last.Standardized(targets) : targets;

    /// <summary>How many blocks stand before the loss: all, or all but the one that it is fused with, or that gives outputs the unit of the targets.</summary>
    private int LossBlocks()
    {
        var fused = OracleLoss.FusedWith(Loss ?? throw new InvalidOperationException("The network has no loss."));
        if (Blocks[^1] is OracleStandardizeTargets)
            return Blocks.Count - 1;
        if (fused is null)
            return Blocks.Count;
        var last = Blocks[^1].Kind == "LogSoftmax" ? "Softmax" : Blocks[^1].Kind;
        return last == fused ? Blocks.Count - 1 : throw new InvalidOperationException($"{Loss} follows {last}, not {fused}.");
    }

    private OracleGradients Backward(double[][] rows, int blocks, double loss, Func<int, double[], double[]> gradientAtTheEnd)
    {
        var parameterGradients = new double[ParameterCount];
        var values = ForwardBatch(rows);
        double[][] gradients = [.. values[blocks].Select((value, row) => gradientAtTheEnd(row, value))];
        var end = Blocks.Take(blocks).Sum(block => block.ParameterCount);
        for (var block = blocks - 1; block >= 0; block--)
        {
            var count = Blocks[block].ParameterCount;
            end -= count;
            gradients = Blocks[block].BackwardBatch(values[block], values[block + 1], gradients, parameterGradients.AsSpan(end, count));
        }

        return new OracleGradients(loss, parameterGradients, gradients);
    }
}
