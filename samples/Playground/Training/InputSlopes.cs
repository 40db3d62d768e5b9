using Compiled.Dynamic;

namespace Playground.Training;

/// <summary>What [Differentiable] gives: ∂y/∂x, as arrows over the square and in numbers where the visitor points.</summary>
internal sealed class InputSlopes
{
    /// <summary>Arrows along a side of the square.</summary>
    public const int Side = 14;

    private readonly DynamicNetwork _network;
    private readonly float[] _points = PlanePoints.Grid(Side);
    private readonly float[] _outputs;
    private readonly float[] _chosen;

    private InputSlopes(DynamicNetwork network)
    {
        _network = network;
        (_outputs, _chosen) = (new float[network.OutputSize], new float[network.OutputSize]);
        Arrows = network.InputSize == 2 ? new float[2 * Side * Side] : [];
    }

    /// <summary>∂y/∂x₁ and ∂y/∂x₂ at the middles of cells, the top row first; empty without a square.</summary>
    public float[] Arrows { get; }

    /// <summary>The derivatives of a network that declares them; null for others.</summary>
    public static InputSlopes? Of(DynamicNetwork network) => network.Type.IsDifferentiable ? new(network) : null;

    /// <summary>Draws the arrows of a head: of its number or single output, or of the output of the class that wins there.</summary>
    public void Draw(HeadPlan head)
    {
        for (var point = 0; point < Arrows.Length; point += 2)
        {
            var input = _points.AsSpan(point, 2);
            _network.Predict(input, _outputs);
            Slope(input, Winner(head), Arrows.AsSpan(point, 2));
        }
    }

    /// <summary>The derivatives of a head's outputs at a point, [output][input]; of large inputs only those of the output that wins.</summary>
    public float[] At(HeadPlan head, float[] input)
    {
        _network.Predict(input, _outputs);
        var isWhole = input.Length == 2;
        var rows = new float[(isWhole ? head.Code.Outputs : 1) * input.Length];
        for (var row = 0; row * input.Length < rows.Length; row++)
            Slope(input, isWhole ? head.Offset + row : Winner(head), rows.AsSpan(row * input.Length, input.Length));
        return rows;
    }

    private int Winner(HeadPlan head) => head.Offset + (head.Code.Outputs == 1 ? 0 : head.Code.Decide(head.Of(_outputs)));

    private void Slope(ReadOnlySpan<float> input, int output, Span<float> result)
    {
        Array.Clear(_chosen);
        _chosen[output] = 1;
        _network.InputGradient(input, _chosen, result);
    }
}
