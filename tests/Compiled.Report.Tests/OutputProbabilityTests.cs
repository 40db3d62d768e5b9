using Compiled.Drawing;

namespace Compiled.Tests;

/// <summary>A row of outputs as a class and how certain it is: 0 for even odds, 1 for certainty.</summary>
public sealed class OutputProbabilityTests
{
    private static readonly float Half = MathF.Log(0.5f);

    [Fact]
    public void Probabilities_are_taken_as_they_are()
    {
        AssertDecision(PlaneNet.Topology, 1, 0.25, 0.25f, 0.5f, 0.25f);
        AssertDecision(YesNet.Topology, 1, 0.5, 0.75f);
        AssertDecision(YesNet.Topology, 0, 1, 0f);
    }

    [Fact]
    public void Of_logarithms_the_probability() => AssertDecision(LogNet.Topology, 0, 0.25, Half, 2 * Half, 2 * Half);

    [Fact]
    public void Of_scores_the_softmax_and_of_a_margin_the_sigmoid()
    {
        AssertDecision(ScoreNet.Topology, 2, 0.25, 7, 7, 7 - Half);
        AssertDecision(MarginNet.Topology, 1, 0.5, MathF.Log(3));
        AssertDecision(MarginNet.Topology, 0, 0.5, -MathF.Log(3));
        // A loss says that it is a margin; without one, a number from 0 to 1 is a probability.
        AssertDecision(MarginNet.Topology, 1, 2 / (1 + Math.Exp(-0.75)) - 1, 0.75f);
        var alone = new Topology("Alone", 2, [new TopologyBlock("Dense", "Dense0", 2, 1, 3, true)]);
        AssertDecision(alone, 1, 0.5, 0.75f);
        AssertDecision(alone, 1, 2 / (1 + Math.Exp(-1.5)) - 1, 1.5f);
        AssertDecision(alone, 0, 1 - 2 / (1 + Math.Exp(1.5)), -1.5f);
    }

    [Fact]
    public void What_is_NaN_decides_nothing()
    {
        AssertDecision(PlaneNet.Topology, -1, 0, 0.5f, float.NaN, 0.5f);
        AssertDecision(YesNet.Topology, -1, 0, float.NaN);
    }

    private static void AssertDecision(Topology topology, int label, double certainty, params float[] outputs)
    {
        var decision = new OutputProbabilities(topology).Decide(outputs);
        Assert.Equal(label, decision.Label);
        Assert.Equal(certainty, decision.Certainty, 1e-6);
    }
}
