using Compiled.Numerics;

namespace Compiled.Tests.Law;

/// <summary>Gradient descent that throws in the middle of an update once the first flag is set.</summary>
internal struct FailingRule(bool[] fails) : IOptimizer
{
    private int _left;

    public readonly int StateSlots => 0;

    public float LearningRate { get; set; }

    public readonly void Validate()
    {
    }

    public void BeginStep(long step) => _left = 5;

    public TLanes Update<TLanes>(TLanes parameters, TLanes gradients, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes> =>
        fails[0] && _left-- == 0 ? throw new InvalidOperationException("the rule failed") : parameters - TLanes.Create(LearningRate) * gradients;
}
