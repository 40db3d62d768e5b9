namespace Compiled.Tool.Training;

/// <summary>The settings of a run that the command line leaves open, chosen to go together.</summary>
/// <param name="Name">How the command line names it.</param>
/// <param name="Scale">How the network scales its inputs.</param>
/// <param name="Hidden">Units of the hidden layers.</param>
/// <param name="Activation">The attribute after each hidden layer.</param>
/// <param name="Optimizer">The optimiser's name.</param>
internal sealed record Recipe(string Name, InputScale Scale, IReadOnlyList<int> Hidden, string Activation, string Optimizer)
{
    /// <summary>
    /// For tables of any kind, without tuning: robust scaling, a smooth bound for outliers, a learned weight per feature with a rate of its own, two layers, AdamW with a falling rate, smoothed
    /// labels, and the best epoch of a fixed number. Source: Holzmüller, Grinsztajn and Steinwart, Better by Default (2024), with figures of our own.
    /// </summary>
    public static readonly Recipe Table = new("table", InputScale.Robust, [64, 64], Bends.Silu.Name, "adamw")
    {
        Rate = 6e-3f,
        WeighsFeatures = true,
        LabelSmoothing = 0.1f,
    };

    /// <summary>The textbook's: standardised inputs, two layers of rectifiers, Adam, and early stopping.</summary>
    public static readonly Recipe Plain = new("plain", InputScale.Standard, [32, 16], Rectifiers.Relu.Name, "adam");

    // Decays in proportion to the rate, so it is larger than AdamW's own for few steps.
    private const float WeightDecay = 0.3f;
    private const float FeatureRate = 15;
    private const float BiasRate = 0.3f;
    private const int LeastEpochs = 30;
    private const int MostEpochs = 200;
    private const int LeastSteps = 300;

    /// <summary>All, the default first.</summary>
    public static IReadOnlyList<Recipe> All { get; } = [Table, Plain];

    /// <summary>The learning rate; null: the optimiser's own.</summary>
    public float? Rate { get; init; }

    /// <summary>Whether scaled inputs are smoothly bounded and weighed by learned factors.</summary>
    public bool WeighsFeatures { get; init; }

    /// <summary>The share of a label that is spread over the classes.</summary>
    public float LabelSmoothing { get; init; }

    /// <summary>The recipe of a name, or null.</summary>
    public static Recipe? Find(string name) => All.FirstOrDefault(recipe => recipe.Name == name);

    /// <summary>Rows per step: a power of two that gives some fifty steps an epoch, or 32 where the rate falls over a fixed number of epochs.</summary>
    public int Batch(int rows)
    {
        if (WeighsFeatures)
            return 32;
        var batch = 8;
        while (batch < 256 && batch * 50 < rows)
            batch *= 2;
        return batch;
    }

    /// <summary>The number of epochs: enough for some hundred steps of few rows.</summary>
    public int Epochs(int rows, int batch) => WeighsFeatures ? (int)Math.Clamp((long)LeastSteps * batch / rows, LeastEpochs, MostEpochs) : 300;

    /// <summary>Epochs without improvement that end a run; null: none do.</summary>
    public int? Patience => WeighsFeatures ? null : 30;

    /// <summary>The rate over a run.</summary>
    public Schedule? Schedule(int epochs) => WeighsFeatures ? Compiled.Schedule.Cosine(epochs) : null;

    /// <summary>The optimiser as the recipe wants it, where it is the recipe's own.</summary>
    public AdamW? Tuned(string optimizer, float? rate) =>
        WeighsFeatures && optimizer == Optimizer ? new AdamW(rate ?? Rate!.Value) { Beta2 = 0.95, WeightDecay = WeightDecay } : null;

    /// <summary>Gives the weights of features and the biases their rates.</summary>
    public void SetRates(Trainer trainer, Topology topology)
    {
        if (!WeighsFeatures)
            return;
        foreach (var block in topology.Blocks.Where(static block => block.Parameters > 0))
        {
            if (block.Has(BlockTraits.Dense))
                trainer.SetRate(block.Name, weights: 1, biases: BiasRate);
            else if (block.Name == FeatureWeights)
                trainer.SetRate(block.Name, FeatureRate);
        }
    }

    /// <summary>The view of the learned weights of features.</summary>
    public const string FeatureWeights = "FeatureWeights";
}
