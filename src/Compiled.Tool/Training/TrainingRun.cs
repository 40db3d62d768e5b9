using Compiled.Dynamic;
using Compiled.Tool.Formats;
using Compiled.Tool.Predictions;
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
        ClassName = options.ClassName ?? ClassOf(options.Targets);
        BatchSize = Math.Min(data.Train.Count, options.Batch ?? options.Recipe.Batch(data.Train.Count));
        Declaration = Declare();
        Type = NetworkCompiler.Compile(Declaration, cancellation);
    }

    /// <summary>The name of a class by what it predicts.</summary>
    public static string ClassOf(IReadOnlyList<string> targets) => ClassFile.Pascal(targets[0]) switch { "" => "TrainedNet", var name => name + "Net" };

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

    /// <summary>Trains what the options ask for: one network, or an ensemble.</summary>
    /// <param name="screen">Shows the run; null for nothing.</param>
    /// <param name="cancellation">Ends training between two steps.</param>
    /// <exception cref="OperationCanceledException">It was cancelled before an epoch was done.</exception>
    public TrainedModel Train(Screen? screen, CancellationToken cancellation)
    {
        if (_options.Members == 1)
        {
            var member = TrainMember(_data, _options.Seed, _options.Threads, screen?.Progress(_options.Dashboard) ?? new Silence(), cancellation);
            return new(PredictionModel.Of(member.Network), [member], 1);
        }

        var members = EnsembleRun.Train(this, _options, _data, screen, cancellation);
        return new(PredictionModel.Together([.. members.Select(static member => member.Network)]), members, _options.Members);
    }

    /// <summary>Trains a new network. One whose training was cancelled has the parameters of its best epoch. Several may be trained at once.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled before an epoch was done.</exception>
    public TrainedMember TrainMember(TrainingData data, long seed, int threads, IProgress<TrainingProgress> progress, CancellationToken cancellation)
    {
        var network = Type.Create(seed);
        var trainer = CreateTrainer(network, seed, threads);
        _options.Recipe.SetRates(trainer, Type.Topology);
        var epochs = Epochs;
        LearningRate = trainer.LearningRate;
        InputScales.Fit(_options.Scale, network, data.Train);
        var history = trainer.Fit(data.Train, new FitOptions
        {
            Epochs = epochs,
            BatchSize = BatchSize,
            Validation = data.Validation,
            EarlyStopping = new EarlyStopping(_options.Patience ?? _options.Recipe.Patience ?? epochs),
            Schedule = _options.Recipe.Schedule(epochs),
            TrainingMetrics = false,
            Progress = progress,
            CancellationToken = cancellation,
        });
        if (history.BestEpoch is null)
            cancellation.ThrowIfCancellationRequested();
        return new(network, history, seed);
    }

    private int Epochs => _options.Epochs ?? _options.Recipe.Epochs(_data.Train.Count, BatchSize);

    private Trainer CreateTrainer(DynamicNetwork network, long seed, int threads)
    {
        var (recipe, rate) = (_options.Recipe, (float?)_options.Rate);
        var options = new TrainerOptions
        {
            Seed = seed,
            Threads = threads,
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
