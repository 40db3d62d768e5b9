namespace Compiled.Import;

/// <summary>A row as a sum of matrices times other rows, and constants: Σ Wᵢ uᵢ + b, in double precision. Sources are replaced by what they are made of.</summary>
internal sealed class Combination
{
    /// <summary>1,024 × 1,024 weights and more, as long as no small file can ask for many of them.</summary>
    private const int MostWeights = 1 << 22;

    /// <summary>How many multiplications one branching may take: a fraction of a second.</summary>
    private const long MostSteps = 1 << 28;

    private readonly Dictionary<Value, Matrix> _terms = [];
    private readonly double[] _shift;
    private readonly ByteBudget _budget;
    private readonly int _width;
    private long _steps;

    private Combination(int width, ByteBudget budget) => (_width, _shift, _budget) = (width, new double[width], budget);

    /// <summary>The rows that it is made of.</summary>
    public IReadOnlyCollection<Value> Sources => _terms.Keys;

    /// <summary>Whether a constant was added, be it 0.</summary>
    public bool HasShift { get; private set; }

    /// <summary>Rows as they are, one after the other; null where their width is not known, or where they would take too much memory.</summary>
    public static Combination? Of(IReadOnlyList<Value> parts, ByteBudget budget)
    {
        var widths = parts.Select(static part => part.Features is { } features ? RowShapes.Width(features) : 0).ToList();
        var width = widths.Sum(static width => (long)width);
        if (widths.Contains(0) || width * widths.Max() > MostWeights)
            return null;
        var result = new Combination((int)width, budget);
        var row = 0;
        for (var part = 0; part < parts.Count; part++)
        {
            var matrix = result.TermOf(parts[part], widths[part]);
            for (var column = 0; column < widths[part]; column++)
                matrix.Weights[((row + column) * widths[part]) + column] += 1;
            row += widths[part];
        }

        return result;
    }

    /// <summary>How many values a source has, as far as its use tells.</summary>
    public int WidthOf(Value source) => _terms[source].Columns;

    /// <summary>The dense block that gives the row from its sources, in their order, one after the other.</summary>
    public DenseStep ToStep(Value output, IReadOnlyList<Value> order)
    {
        var columns = order.Sum(WidthOf);
        _budget.Take((long)_width * columns, sizeof(float), output.Name);
        var weights = new float[_width * columns];
        var first = 0;
        foreach (var source in order)
        {
            var matrix = _terms[source];
            for (var row = 0; row < _width; row++)
                for (var column = 0; column < matrix.Columns; column++)
                    weights[(row * columns) + first + column] = (float)matrix.Weights[(row * matrix.Columns) + column];
            first += matrix.Columns;
        }

        return new(output, weights, columns, _width, HasShift ? Array.ConvertAll(_shift, static value => (float)value) : null);
    }

    /// <summary>A source that is W u + b of another one.</summary>
    public bool Replace(Value source, Value by, DenseStep dense)
    {
        if (WidthOf(source) != dense.Outputs || !Fits(dense.Inputs))
            return false;
        var old = Take(source);
        var target = TermOf(by, dense.Inputs);
        for (var row = 0; row < _width; row++)
        {
            for (var place = 0; place < old.Columns; place++)
            {
                // Branches next to each other are zeros for one another.
                var factor = old.Weights[(row * old.Columns) + place];
                if (factor == 0)
                    continue;
                for (var column = 0; column < dense.Inputs; column++)
                    target.Weights[(row * dense.Inputs) + column] += factor * dense.Weights[(place * dense.Inputs) + column];
                if (dense.Biases is { } biases)
                    _shift[row] += factor * biases[place];
                _steps += dense.Inputs;
            }
        }

        HasShift |= dense.Biases is not null;
        return _steps <= MostSteps;
    }

    /// <summary>A source that is a u + b of another one, value by value.</summary>
    public bool Replace(Value source, Value by, Affine map)
    {
        var width = WidthOf(source);
        if ((map.Width != 1 && map.Width != width) || !Fits(width))
            return false;
        var old = Take(source);
        var target = TermOf(by, width);
        for (var row = 0; row < _width; row++)
        {
            for (var column = 0; column < width; column++)
            {
                var factor = old.Weights[(row * width) + column];
                target.Weights[(row * width) + column] += factor * map.ScaleAt(column);
                _shift[row] += factor * map.ShiftAt(column);
            }
        }

        HasShift |= Array.Exists(map.Shift, static value => value != 0);
        return true;
    }

    /// <summary>A source that is some values of another one.</summary>
    public bool Replace(Value source, Value by, int[] places, int width)
    {
        if (WidthOf(source) != places.Length || !Fits(width))
            return false;
        var old = Take(source);
        var target = TermOf(by, width);
        for (var row = 0; row < _width; row++)
            for (var place = 0; place < places.Length; place++)
                target.Weights[(row * width) + places[place]] += old.Weights[(row * places.Length) + place];
        return true;
    }

    /// <summary>A source of one value that is a factor times the sum of the values of another one.</summary>
    public bool ReplaceSum(Value source, Value by, int width, double factor)
    {
        if (WidthOf(source) != 1 || !Fits(width))
            return false;
        var old = Take(source);
        var target = TermOf(by, width);
        for (var row = 0; row < _width; row++)
            for (var column = 0; column < width; column++)
                target.Weights[(row * width) + column] += factor * old.Weights[row];
        return true;
    }

    /// <summary>A source that is a sum of others, each with a factor; one of a single value is added to all.</summary>
    public bool ReplaceTerms(Value source, IReadOnlyList<(Value Term, int Width, double Factor)> terms, IReadOnlyList<(float[] Values, double Factor)> constants)
    {
        var width = WidthOf(source);
        if (terms.Any(term => term.Width != 1 && term.Width != width) || constants.Any(constant => constant.Values.Length != 1 && constant.Values.Length != width) || !Fits(width))
            return false;
        var old = Take(source);
        foreach (var (term, own, factor) in terms)
        {
            var target = TermOf(term, own);
            for (var row = 0; row < _width; row++)
                for (var column = 0; column < width; column++)
                    target.Weights[(row * own) + (own == 1 ? 0 : column)] += factor * old.Weights[(row * width) + column];
        }

        foreach (var (values, factor) in constants)
        {
            HasShift = true;
            for (var row = 0; row < _width; row++)
                for (var column = 0; column < width; column++)
                    _shift[row] += factor * old.Weights[(row * width) + column] * values[values.Length == 1 ? 0 : column];
        }

        return true;
    }

    /// <summary>A source that is others, one after the other.</summary>
    public bool ReplaceParts(Value source, IReadOnlyList<(Value Part, int Width)> parts)
    {
        if (WidthOf(source) != parts.Sum(static part => part.Width) || !Fits(WidthOf(source)))
            return false;
        var old = Take(source);
        var first = 0;
        foreach (var (part, width) in parts)
        {
            var target = TermOf(part, width);
            for (var row = 0; row < _width; row++)
                for (var column = 0; column < width; column++)
                    target.Weights[(row * width) + column] += old.Weights[(row * old.Columns) + first + column];
            first += width;
        }

        return true;
    }

    private bool Fits(int columns) => columns > 0 && (long)_width * columns <= MostWeights;

    private Matrix Take(Value source)
    {
        _ = _terms.Remove(source, out var matrix);
        return matrix!;
    }

    /// <summary>The weights of a source, zeros where it is a new one.</summary>
    private Matrix TermOf(Value source, int columns)
    {
        if (_terms.TryGetValue(source, out var matrix))
        {
            return matrix.Columns == columns ? matrix
                : throw new ImportProblem($"{Text.Quoted(source.Name)} is used as rows of {Text.Number(matrix.Columns)} and of {Text.Number(columns)} floats.");
        }

        _budget.Take((long)_width * columns, sizeof(double), source.Name);
        _terms.Add(source, matrix = new(columns, new double[_width * columns]));
        return matrix;
    }

    private sealed record Matrix(int Columns, double[] Weights);
}
