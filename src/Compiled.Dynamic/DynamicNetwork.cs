namespace Compiled.Dynamic;

/// <summary>
/// A network with a class that was compiled at run time. It has the members of every network; code that is generic over <see cref="INetwork{TSelf}"/> is called through
/// <see cref="Accept{TResult}(INetworkVisitor{TResult})"/>.
/// </summary>
/// <remarks>
/// The code and the bits are the same as for a class in C#, and so are the rules: predictions are safe on any number of threads as long as no trainer steps and nothing
/// writes the parameters. A prediction costs one additional indirect call.
/// </remarks>
public abstract class DynamicNetwork
{
    // Bound once: generic code that all classes share would look the interface's method up in every call.
    private readonly Rows _predict;
    private readonly Rows _predictBatch;

    private protected DynamicNetwork(DynamicNetworkType type, Rows predict, Rows predictBatch) => (Type, _predict, _predictBatch) = (type, predict, predictBatch);

    private protected delegate void Rows(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>The class: it stays alive with its networks.</summary>
    public DynamicNetworkType Type { get; }

    /// <summary>The shape as data; its <c>ToString()</c> is the summary table.</summary>
    public Topology Topology => Type.Topology;

    /// <summary>Floats in one input row.</summary>
    public int InputSize => Topology.InputSize;

    /// <summary>Floats in one output row.</summary>
    public int OutputSize => Topology.OutputSize;

    /// <summary>Number of learned values.</summary>
    public int ParameterCount => Topology.ParameterCount;

    /// <summary>The labels of the classes, in order: <see cref="ClassNames"/>.</summary>
    public IReadOnlyList<string> Classes => ClassNames;

    /// <summary>The names of the inputs: those of the declaration, or those that the network has learned, read or been given: see <see cref="INetwork{TSelf}.FeatureNames"/>.</summary>
    /// <exception cref="ArgumentException">The number of names is wrong, a name is empty or appears twice, or they contradict the declaration; nothing is changed.</exception>
    public abstract IReadOnlyList<string> FeatureNames { get; set; }

    /// <summary>The names of the classes: those of the declaration, or those that the network has learned, read or been given: see <see cref="INetwork{TSelf}.ClassNames"/>.</summary>
    /// <exception cref="ArgumentException">The number of names is wrong, a name is empty or appears twice, or they contradict the declaration; nothing is changed.</exception>
    public abstract IReadOnlyList<string> ClassNames { get; set; }

    /// <summary>What turns raw columns into the inputs: learned, read from a file, or set; null where there is nothing: see <see cref="RowPredictions"/>.</summary>
    /// <exception cref="ArgumentException">It gives another number of features, or other ones than the network has; nothing is changed.</exception>
    public abstract TableEncoder? Encoder { get; set; }

    /// <summary>The network itself: an object of <see cref="DynamicNetworkType.NetworkClass"/>.</summary>
    public abstract object Network { get; }

    /// <summary>The parameters and statistics, with the names that files have for them: views, which write the network.</summary>
    public abstract IReadOnlyList<NetworkTensor> Tensors { get; }

    /// <summary>Computes one output row. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length, or the two overlap.</exception>
    public void Predict(ReadOnlySpan<float> input, Span<float> output) => _predict(input, output);

    /// <summary>Computes any number of rows, row-major. Allocates nothing.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length, the batch is empty, or the two overlap.</exception>
    public void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs) => _predictBatch(inputs, outputs);

    /// <summary>The same on at most <paramref name="threads"/> threads, including the calling one, with the same bits.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length, the batch is empty, the two overlap, or threads is below 1.</exception>
    public abstract void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs, int threads);

    /// <summary>
    /// The class of the largest output, an index into <see cref="Classes"/>: a tie goes to the lowest. Of a single sigmoid output: 1 above one half, otherwise 0.
    /// Outputs of NaN, which <see cref="TryClassify"/> reports, give 0.
    /// </summary>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    /// <exception cref="InvalidOperationException">The network is not a classifier.</exception>
    public abstract int Classify(ReadOnlySpan<float> input);

    /// <summary>The same, and whether there is a class.</summary>
    /// <param name="input">One row.</param>
    /// <param name="label">The result of <see cref="Classify(ReadOnlySpan{float})"/>; meaningless if this returns false.</param>
    /// <returns>False if an output is NaN, because inputs or parameters are not finite.</returns>
    /// <exception cref="ArgumentException">The span has the wrong length.</exception>
    /// <exception cref="InvalidOperationException">The network is not a classifier.</exception>
    public abstract bool TryClassify(ReadOnlySpan<float> input, out int label);

    /// <summary>
    /// The gradient at the inputs of one row, from the one at the outputs: result_i = Σ_o ∂output_o/∂input_i · outputGradient_o, as the class has it by
    /// <see cref="NetworkDeclaration.Differentiable"/>. Allocates nothing. Safe on any number of threads as long as nothing writes the parameters.
    /// </summary>
    /// <param name="input">One row, <see cref="InputSize"/> floats.</param>
    /// <param name="outputGradient">What each output counts, <see cref="OutputSize"/> floats.</param>
    /// <param name="result">Receives <see cref="InputSize"/> floats.</param>
    /// <exception cref="ArgumentException">A span has the wrong length, or two share memory.</exception>
    /// <exception cref="InvalidOperationException">The declaration has no [Differentiable].</exception>
    public abstract void InputGradient(ReadOnlySpan<float> input, ReadOnlySpan<float> outputGradient, Span<float> result);

    /// <summary>A row that takes raw values by the names of columns. Not thread-safe: create one per thread.</summary>
    /// <exception cref="InvalidOperationException">The network has neither an encoder nor names of its features.</exception>
    public abstract TableRow CreateRow();

    /// <summary>Encodes a row and computes the outputs. Allocates nothing.</summary>
    /// <exception cref="InvalidOperationException">A column of the row was not set: all of them are listed.</exception>
    /// <exception cref="ArgumentException">The row is of another network, or the span has the wrong length.</exception>
    public abstract void Predict(TableRow row, Span<float> output);

    /// <summary>The class of a row, as <see cref="Classify(ReadOnlySpan{float})"/> gives it.</summary>
    /// <exception cref="InvalidOperationException">A column of the row was not set, or the network is not a classifier.</exception>
    /// <exception cref="ArgumentException">The row is of another network.</exception>
    public abstract int Classify(TableRow row);

    /// <summary>An independent network with the same parameters and statistics.</summary>
    public abstract DynamicNetwork Clone();

    /// <summary>Writes the parameters as the flat canonical vector: per block, weights [output][input] row-major, then biases.</summary>
    /// <exception cref="ArgumentException">The span is not exactly <see cref="ParameterCount"/> long.</exception>
    public abstract void CopyParametersTo(Span<float> destination);

    /// <summary>Reads the parameters from the flat canonical vector.</summary>
    /// <exception cref="ArgumentException">The span is not exactly <see cref="ParameterCount"/> long; nothing is changed.</exception>
    public abstract void CopyParametersFrom(ReadOnlySpan<float> source);

    /// <summary>Copies the values of another network of the class that are not learned: the figures of Standardize, running statistics.</summary>
    /// <exception cref="ArgumentException">The source is of another class.</exception>
    public abstract void CopyStatisticsFrom(DynamicNetwork source);

    /// <summary>Fits the Standardize block to the inputs of a dataset, matching features by name if both have names, and StandardizeTargets to its targets.</summary>
    /// <exception cref="ArgumentException">The dataset lacks a feature, has other inputs or targets, or a value that is not finite; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network has neither block.</exception>
    public abstract void FitStandardization(Dataset data);

    /// <summary>Sets the Standardize block to the figures of a standardiser, such as <see cref="Standardizer.FitRobust(Dataset)"/>.</summary>
    /// <exception cref="ArgumentException">It has another number of features; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network has no Standardize block.</exception>
    public abstract void SetStandardization(Standardizer standardizer);

    /// <summary>Predicts every row of a dataset and compares: see <see cref="NetworkEvaluation.Evaluate{TNetwork}(TNetwork, Dataset)"/>.</summary>
    /// <exception cref="ArgumentException">The dataset lacks a feature, its sizes are not the network's, or its classes are not those of the network.</exception>
    public Evaluation Evaluate(Dataset data) => Evaluate(data, new EvaluationOptions());

    /// <summary>The same with a baseline learned from the training data, further metrics, bootstrap intervals, or another threshold.</summary>
    /// <exception cref="ArgumentException">The dataset does not fit the network, or a metric or the threshold does not fit its loss.</exception>
    public abstract Evaluation Evaluate(Dataset data, EvaluationOptions options);

    /// <summary>A trainer of this network, compiled for the optimiser.</summary>
    /// <exception cref="ArgumentException">The optimiser is <c>default</c>, or one of its settings is out of range.</exception>
    /// <exception cref="InvalidOperationException">The declaration has no loss.</exception>
    public abstract Trainer CreateTrainer<TOptimizer>(TOptimizer optimizer, TrainerOptions? options = null)
        where TOptimizer : struct, IOptimizer;

    /// <summary>Calls the visitor with the network and its class, for code that is generic over networks, such as files and exporters.</summary>
    public abstract TResult Accept<TResult>(INetworkVisitor<TResult> visitor);

    /// <summary>The same for code that needs a network with a loss.</summary>
    /// <exception cref="InvalidOperationException">The declaration has no loss.</exception>
    public abstract TResult Accept<TResult>(ITrainableNetworkVisitor<TResult> visitor);
}
