using Compiled.Blocks;

namespace Compiled.Import;

/// <summary>
/// Decides which block each step becomes, and follows the width of the rows. Where a network is declared, its blocks say whether a norm stays one and where scaling goes;
/// otherwise, what a reader of the model would declare.
/// </summary>
internal sealed class Assembler
{
    private readonly List<BlockBuilder> _blocks = [];
    private readonly IReadOnlyList<TopologyBlock>? _expected;
    private readonly RecognisedModel _model;
    private (Affine Map, Value Output)? _pending;

    /// <summary>1 MB for each such block, of which a small file may have as many as there are blocks.</summary>
    private const int WidestDiagonal = 512;
    private readonly Stack<int> _residuals = new();
    private int _width;
    private int _trunkWidth;

    private Assembler(RecognisedModel model, IReadOnlyList<TopologyBlock>? expected) => (_model, _expected) = (model, expected);

    /// <summary>The blocks, from the input to the outputs.</summary>
    /// <param name="model">The steps.</param>
    /// <param name="expected">The declared blocks that predictions notice; null when nothing is declared.</param>
    public static List<ImportedBlock> Assemble(RecognisedModel model, IReadOnlyList<TopologyBlock>? expected) => new Assembler(model, expected).Assemble();

    private List<ImportedBlock> Assemble()
    {
        _width = _model.InputWidth > 0 ? _model.InputWidth : FirstWidth();
        foreach (var step in _model.Steps)
        {
            if (step is AffineStep affine)
            {
                Add(affine);
                continue;
            }

            var before = Flush(step);
            _blocks.Add(Build(step, before));
            if (_blocks.Count > Limits.MaxBlocks)
                throw new ImportProblem($"The model needs more than {Text.Number(Limits.MaxBlocks)} blocks, the most that can be declared.");
            _width = _blocks[^1].Outputs;
        }

        _ = Flush(null);
        var blocks = _blocks.Select((block, place) => block.Finish(_expected?.ElementAtOrDefault(place))).ToList();
        foreach (var block in blocks)
            CheckFinite(block);
        return blocks;
    }

    /// <summary>How wide the rows are, for a model that does not say so of its input.</summary>
    private int FirstWidth()
    {
        foreach (var step in _model.Steps)
        {
            var width = step switch
            {
                DenseStep dense => dense.Inputs,
                AffineStep affine => affine.Map.Width,
                BlockStep block => block.Widths.FirstOrDefault(1),
                _ => 1,
            };
            if (width > 1 || step is DenseStep)
                return width;
        }

        throw new ImportProblem($"The model does not define the width of its input {Text.Quoted(string.Join(", ", _model.InputNames))}, and has no dense block to infer it from.");
    }

    private void Add(AffineStep step)
    {
        if (step is BatchNormStep { Weights.Length: var length } && length != _width)
            throw Mismatch(step, length);
        if (step.Map.Width != 1 && step.Map.Width != _width)
            throw Mismatch(step, step.Map.Width);
        if (TryAddScale(step))
            return;
        if (_pending is { } pending)
            _pending = (pending.Map.Then(step.Map), pending.Output);
        else if (_blocks.Count > 0 && step is BatchNormStep norm && KeepsNorm())
            _blocks.Add(new BatchNormBuilder(norm));
        else if (_blocks.Count > 0 && _expected?.ElementAtOrDefault(_blocks.Count)?.Has(BlockTraits.ScalesTargets) == true && _blocks[^1].Kind.Traits.Has(BlockTraits.Dense))
            _blocks.Add(new StandardizeTargetsBuilder(step.Title, _width, step.Map));
        else if (_blocks.Count == 0 || !_blocks[^1].Absorb(step.Map))
            _pending = (step.Map, step.Output);
    }

    /// <summary>Factors stay a block of their own where the declared network has one; those before it then are the scaling of the inputs.</summary>
    private bool TryAddScale(AffineStep step)
    {
        var place = _pending is null ? _blocks.Count : _blocks.Count + 1;
        if (_expected?.ElementAtOrDefault(place)?.Kind != Norms.Scale.Name || !ScaleBuilder.Suits(step.Map))
            return false;
        _ = Flush(null);
        _blocks.Add(new ScaleBuilder(step.Title, _width, step.Map));
        return true;
    }

    /// <summary>A norm before every dense block scales inputs that the training data has scaled better.</summary>
    private bool KeepsNorm() => _expected is null ? _blocks.Any(static block => block.Kind.Traits.Has(BlockTraits.Dense))
        : _expected.ElementAtOrDefault(_blocks.Count)?.Has(BlockTraits.BatchStatistics) == true;

    /// <summary>Puts a map that no block has taken over into Standardize, or gives it to the dense block that follows.</summary>
    private Affine? Flush(Step? next)
    {
        if (_pending is not var (map, output))
            return null;
        _pending = null;
        var title = output.Producer?.Title ?? "the input";
        if (_blocks.Count == 0)
        {
            var suits = StandardizeBuilder.Suits(map, _width);
            var isExpected = _expected is null ? suits : _expected.Count > 0 && _expected[0].Has(BlockTraits.ScalesInputs);
            if (isExpected && !suits)
                throw new ImportProblem($"Node {title} scales the inputs by factors that are not all positive, which Standardize does not support: declare the network without it, and the scaling becomes part of the first dense block.");
            if (isExpected)
            {
                _blocks.Add(new StandardizeBuilder(title, _width, map));
                return null;
            }
        }

        if (next is DenseStep)
            return map;
        return TryMoveForward(map) || TryAddOwn(map, title, output)
            ? null
            : throw new ImportProblem(
                $"Node {title} multiplies or adds constants, but there is no dense block or norm directly before it, and no dense block directly after it, to fold them into. Only constants next to such blocks, and on the inputs, are supported.");
    }

    /// <summary>Clip(x, −3, 3) / 3 is Clip(x / 3, −1, 1): the dense block before an activation takes the factor over where the activation stays what it is.</summary>
    private bool TryMoveForward(Affine map)
    {
        if (_blocks is not [.., { } before, PlainBuilder activation] || map.Width != 1 || !before.Kind.Traits.Has(BlockTraits.Dense) || activation.Mapped(map) is not { } mapped)
            return false;
        _ = before.Absorb(map);
        _blocks[^1] = mapped;
        return true;
    }

    /// <summary>A block of its own, where no other takes it over: factors are a Scale, and with summands a dense block whose weights are a diagonal. A declared network must have it.</summary>
    private bool TryAddOwn(Affine map, string title, Value output)
    {
        var expected = _expected?.ElementAtOrDefault(_blocks.Count);
        var isExpected = expected?.Has(BlockTraits.Dense) == true && expected.Inputs == _width && expected.Outputs == _width;
        if (_width > WidestDiagonal || (_expected is not null && !isExpected))
            return false;
        if (_expected is null && ScaleBuilder.Suits(map) && _blocks.Exists(static block => block.Kind.Traits.Has(BlockTraits.Dense)))
        {
            _blocks.Add(new ScaleBuilder(title, _width, map));
            return true;
        }

        var weights = new float[_width * _width];
        for (var place = 0; place < _width; place++)
            weights[place * (_width + 1)] = (float)map.ScaleAt(place);
        _blocks.Add(new DenseBuilder(new DenseStep(output, weights, _width, _width, [.. Enumerable.Range(0, _width).Select(place => (float)map.ShiftAt(place))]), null));
        return true;
    }

    private BlockBuilder Build(Step step, Affine? before)
    {
        switch (step)
        {
            case DenseStep dense:
                return dense.Inputs == _width ? new DenseBuilder(dense, before) : throw Mismatch(step, dense.Inputs);
            case BlockStep block:
                foreach (var length in block.Widths)
                {
                    if (length != 1 && length != _width)
                        throw Mismatch(step, length);
                }

                return block.Build(_width);
            case HeadStep head:
                _width = _trunkWidth = _trunkWidth > 0 ? _trunkWidth : _width;
                return new PlainBuilder(Structure.Head, head.Name, _width);
            case BeginResidualStep:
                _residuals.Push(_width);
                return new PlainBuilder(Structure.BeginResidual, step.Title, _width);
            case EndResidualStep:
                return _residuals.Pop() is var begin && begin == _width
                    ? new PlainBuilder(Structure.EndResidual, step.Title, _width)
                    : throw new ImportProblem($"Node {step.Title} adds rows of {Text.Number(begin)} and of {Text.Number(_width)} floats: both ends of a residual must have the same width.");
            default:
                var activation = (ActivationStep)step;
                return new PlainBuilder(activation.Kind, step.Title, _width, activation.Arguments);
        }
    }

    private ImportProblem Mismatch(Step step, int width) => new($"Node {step.Title} is for rows of {Text.Number(width)} floats, but its input rows have {Text.Number(_width)}.");

    private void CheckFinite(ImportedBlock block)
    {
        foreach (var tensor in block.Tensors)
        {
            for (var index = 0; index < tensor.Values.Length && !_model.AllowNonFinite; index++)
            {
                if (!float.IsFinite(tensor.Values[index]))
                    throw new ImportProblem($"Node {block.Title}: the {tensor.Suffix} at index {Text.Number(index)} exceeds the range of float after the adjacent factors and summands are folded into it.");
            }
        }
    }
}
