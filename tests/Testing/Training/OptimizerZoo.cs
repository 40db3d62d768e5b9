namespace Compiled.Tests.Training;

/// <summary>One of every rule, and of every option that changes a rule's formula.</summary>
public static class OptimizerZoo
{
    /// <summary>What a test does with a rule whose type it does not know.</summary>
    public interface IVisitor
    {
        void Visit<TOptimizer>(string name, TOptimizer optimizer)
            where TOptimizer : struct, IOptimizer;
    }

    public static void Visit(IVisitor visitor, float decay = 0)
    {
        visitor.Visit("Sgd", new Sgd(0.1f) { WeightDecay = decay });
        visitor.Visit("Sgd momentum", new Sgd(0.1f) { Momentum = 0.9f, WeightDecay = decay });
        visitor.Visit("Sgd Nesterov", new Sgd(0.1f) { Momentum = 0.9f, Nesterov = true, WeightDecay = decay });
        visitor.Visit("Adagrad", new Adagrad(0.1f) { WeightDecay = decay });
        visitor.Visit("Adagrad decay", new Adagrad(0.1f) { RateDecay = 0.1f, InitialSum = 0.5f, WeightDecay = decay });
        visitor.Visit("RmsProp", new RmsProp(0.1f) { WeightDecay = decay });
        visitor.Visit("RmsProp momentum", new RmsProp(0.1f) { Momentum = 0.9f, WeightDecay = decay });
        visitor.Visit("RmsProp centred", new RmsProp(0.1f) { Centered = true, WeightDecay = decay });
        visitor.Visit("RmsProp centred momentum", new RmsProp(0.1f) { Centered = true, Momentum = 0.9f, WeightDecay = decay });
        visitor.Visit("AdaDelta", new AdaDelta(1) { WeightDecay = decay });
        visitor.Visit("Adam", new Adam(0.1f) { WeightDecay = decay });
        visitor.Visit("Adam AMSGrad", new Adam(0.1f) { AmsGrad = true, WeightDecay = decay });
        visitor.Visit("AdamW", new AdamW(0.1f) { WeightDecay = decay });
        visitor.Visit("AdamW AMSGrad", new AdamW(0.1f) { AmsGrad = true, WeightDecay = decay });
        visitor.Visit("Adamax", new Adamax(0.1f) { WeightDecay = decay });
        visitor.Visit("NAdam", new NAdam(0.1f) { WeightDecay = decay });
        visitor.Visit("NAdam decoupled", new NAdam(0.1f) { DecoupledWeightDecay = true, WeightDecay = decay });
        visitor.Visit("RAdam", new RAdam(0.1f) { WeightDecay = decay });
        visitor.Visit("RAdam decoupled", new RAdam(0.1f) { DecoupledWeightDecay = true, WeightDecay = decay });
        visitor.Visit("Rprop", new Rprop());
    }
}
