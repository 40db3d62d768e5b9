using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Planning;

/// <summary>Names the values of the forward pass and decides which activation may overwrite its input.</summary>
internal sealed class ValuePlanner(NetworkSpec spec)
{
    private readonly int _denseCount = spec.DenseBlocks.Count();
    private readonly Stack<Value> _held = new();
    private Value? _trunk;
    private int _copies;
    private int _joined;
    private bool _ownsCurrent;

    public Value Current { get; private set; } = new("input", spec.Inputs, spec.Inputs);

    /// <summary>hidden0, hidden1, … and result for the last dense block.</summary>
    public Value AfterDense(DenseSpec dense, int stride)
    {
        _ownsCurrent = true;
        return Current = new Value(dense.Index == _denseCount - 1 ? "result" : "hidden" + Literals.Int(dense.Index), dense.Outputs, stride);
    }

    /// <summary>
    /// The first activation after a dense block works in place, because nothing needs the sums again; a second one in a row, or one on the
    /// user's inputs, gets a buffer of its own, because back-propagation needs what it read.
    /// </summary>
    public Value AfterActivation()
    {
        if (!_ownsCurrent)
            Current = new Value("activated" + Literals.Int(_copies++), Current.Width, Lanes.Pad(Current.Width));
        _ownsCurrent = false;
        return Current;
    }

    /// <summary>
    /// A layer works in place where an activation would. What it writes is its own, and nothing needs it again: an activation may overwrite it. A layer
    /// for training only, and one that a dense block takes over, leave the value to a prediction as it is.
    /// </summary>
    public Value AfterLayer(ILayerRules kind, bool isFolded)
    {
        if (kind.IsForTrainingOnly || isFolded)
            return Current;
        var output = AfterActivation();
        _ownsCurrent = true;
        return output;
    }

    /// <summary>A head begins, at what left the trunk: the others need it too, so nothing overwrites it.</summary>
    public Value EnterHead()
    {
        _ownsCurrent = false;
        return Current = _trunk ??= Current;
    }

    /// <summary>A residual begins: the value must stay until its end, so nothing overwrites it before.</summary>
    public Value Hold()
    {
        _held.Push(Current);
        _ownsCurrent = false;
        return Current;
    }

    /// <summary>
    /// A residual ends: the sum takes the place of the value that arrives, unless back-propagation needs that. Nothing needs the sum itself.
    /// </summary>
    public Value AfterSum(out Value skipped)
    {
        skipped = _held.Pop();
        if (!_ownsCurrent)
            Current = new Value("joined" + Literals.Int(_joined++), Current.Width, Lanes.Pad(Current.Width));
        _ownsCurrent = true;
        return Current;
    }

    /// <summary>
    /// The stages as training runs them: where the derivative of an activation needs its input, the output gets a value of its own, and what follows
    /// reads that one.
    /// </summary>
    public static List<Stage> KeepInputs(IEnumerable<Stage> stages, IBlockRules rules)
    {
        List<Stage> kept = [];
        Dictionary<Value, Value> moved = [];
        Dictionary<int, Value> held = [];
        Value? trunk = null;
        foreach (var stage in stages)
        {
            // What a head has moved, the next one finds where the trunk left it.
            if (stage is HeadBeginStage)
                moved[stage.Output] = trunk ??= Now(stage.Output);
            var needsInput = stage switch
            {
                ActivationStage { IsInPlace: true } activation => rules.Activation(activation.Spec.Kind).NeedsInput,
                LayerStage { IsFolded: true } => true,
                LayerStage { IsInPlace: true } layer => rules.Layer(layer.Spec.Kind) is { NeedsInput: true } or { IsForTrainingOnly: true },
                _ => false,
            };
            var input = Now(stage.Input);
            if (needsInput)
                moved[stage.Output] = stage.Output with { Name = Unused("activated" + char.ToUpperInvariant(stage.Output.Name[0]) + stage.Output.Name.Substring(1)) };
            var now = stage with { Input = input, Output = Now(stage.Output) };
            if (now is BeginResidualStage begin)
                held[begin.Level] = begin.Output;
            // What was moved since the beginning has left the value there alone.
            kept.Add(now is EndResidualStage end ? end with { Skipped = held[end.Level] } : now);
        }

        return kept;

        // Several blocks in a row may each need what arrives at them.
        string Unused(string name)
        {
            var unused = name;
            for (var number = 2; kept.Any(stage => stage.Output.Name == unused); number++)
                unused = name + Literals.Int(number);
            return unused;
        }

        Value Now(Value value) => moved.TryGetValue(value, out var now) ? now : value;
    }
}
