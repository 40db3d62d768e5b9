using Compiled.Dynamic;
using Compiled.Tool.Formats;
using Compiled.Tool.Terminal;

namespace Compiled.Tool.Training;

/// <summary>A network that is declared by options and data, compiled in memory, trained and judged.</summary>
internal sealed class TrainingRun
{
    private readonly TrainingOptions _options;
    private readonly TrainingData _data;

    /// <summary>Declares and compiles.</summary>
    public TrainingRun(TrainingOptions options, TrainingData data, CancellationToken cancellation)
    {
        (_options, _data) = (options, data);
        IsClassifier = data.Train.ClassNames.Count > 0;
        ClassName = options.ClassName ?? ClassFile.Pascal(options.Targets[0]) switch { "" => "TrainedNet", var name => name + "Net" };
        BatchSize = Math.Min(data.Train.Count, options.Batch ?? options.Recipe.Batch(data.Train.Count));
        Declaration = Declare();
        Type = NetworkCompiler.Compile(Declaration, cancellation);
    }

    /// <summary>Whether the target is a class.</summary>
    public bool IsClassifier { get; }

    /// <summary>The class's name.</summary>
    public string ClassName { get; }

    /// <summary>Rows of a step.</summary>
    public int BatchSize { get; }

    /// <summary>The learning rate.</summary>
    public float LearningRate { get; private set; }

    /// <summary>What was declared.</summary>
    public NetworkDeclaration Declaration { get; }

    /// <summary>What was compiled.</summary>
    public DynamicNetworkType Type { get; }

    /// <summary>Trains a new network. One whose training was cancelled has the parameters of its best epoch.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before an epoch was done.</exception>
    public (DynamicNetwork Network, History History) Train(IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var network = Type.Create(_options.Seed);
        var trainer = CreateTrainer(network);
        _options.Recipe.SetRates(trainer, Type.Topology);
        var epochs = Epochs;
        LearningRate = trainer.LearningRate;
        InputScales.Fit(_options.Scale, network, _data.Train);
        var history = trainer.Fit(_data.Train, new FitOptions
        {
            Epochs = epochs,
            BatchSize = BatchSize,
            Validation = _data.Validation,
            EarlyStopping = new EarlyStopping(_options.Patience ?? _options.Recipe.Patience ?? epochs),
            Schedule = _options.Recipe.Schedule(epochs),
            TrainingMetrics = false,
            Progress = progress,
            CancellationToken = cancellation,
        });
        if (history.BestEpoch is null)
            cancellation.ThrowIfCancellationRequested();
        return (network, history);
    }

    private int Epochs => _options.Epochs ?? _options.Recipe.Epochs(_data.Train.Count, BatchSize);

    private Trainer CreateTrainer(DynamicNetwork network)
    {
        var (recipe, rate) = (_options.Recipe, (float?)_options.Rate);
        var options = new TrainerOptions
        {
            Seed = _options.Seed, Threads = _options.Threads,
            WeightDecayExclusions = recipe.WeighsFeatures ? WeightDecayExclusions.BiasesAndNorms : WeightDecayExclusions.None,
        };
        return recipe.Tuned(_options.Optimizer, rate) is { } tuned
            ? network.CreateTrainer(tuned, options)
            : Optimizers.CreateTrainer(network, _options.Optimizer, rate, options);
    }

    private NetworkDeclaration Declare()
    {
        var declaration = new NetworkDeclaration(_data.Train.InputSize).WithName(ClassName).WithFeatures(_data.Train.FeatureNames);
        if (_options.Scale != InputScale.None)
            declaration = declaration.Standardize();
        // Values that are not scaled have no bound that suits them.
        if (_options.Recipe.WeighsFeatures && _options.Scale != InputScale.None)
            declaration = declaration.SmoothClip().Scale(Recipe.FeatureWeights);
        foreach (var units in _options.Hidden)
        {
            declaration = declaration.Dense(units).Add(_options.Activation);
            if (_options.Dropout > 0)
                declaration = declaration.Dropout(_options.Dropout);
        }

        return IsClassifier
            ? declaration.Dense(_data.Train.TargetSize).Softmax().CrossEntropy(_options.Recipe.LabelSmoothing).WithClasses(_data.Train.ClassNames)
            : declaration.Dense(_data.Train.TargetSize).StandardizeTargets().MeanSquaredError();
    }
}
