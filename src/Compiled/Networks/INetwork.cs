using System.ComponentModel;
using Compiled.Runtime;

namespace Compiled;

/// <summary>What every generated network offers, so that evaluation, sweeps and ensembles are written once.</summary>
/// <typeparam name="TSelf">The network's class.</typeparam>
public interface INetwork<TSelf>
    where TSelf : class, INetwork<TSelf>
{
    /// <summary>The shape as data; its <c>ToString()</c> is the summary table.</summary>
    static abstract Topology Topology { get; }

    /// <summary>Floats in one input row.</summary>
    static abstract int InputSize { get; }

    /// <summary>Floats in one output row.</summary>
    static abstract int OutputSize { get; }

    /// <summary>Number of learned values.</summary>
    static abstract int ParameterCount { get; }

    /// <summary>A new network whose parameters are drawn by the blocks' initialisers; the same seed gives the same bits on every machine.</summary>
    static abstract TSelf Create(long seed);

    /// <summary>A network whose parameters are not drawn, for readers that write all of them.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    static virtual TSelf CreateEmpty() => TSelf.Create(0);

    /// <summary>A new network with the parameters and statistics of a safetensors file. The compiler writes it: see <see cref="Safetensors.Load"/>.</summary>
    /// <exception cref="ModelFileException">The file is damaged, of another network, or holds a value that is not finite; every difference is listed.</exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="NotSupportedException">The network was not written by the compiler.</exception>
    static virtual TSelf Load(string path, LoadOptions? options = null) => throw Naming.WithoutStore<TSelf>();

    /// <summary>Computes one output row. Safe from any number of threads while nothing writes the parameters; allocates nothing.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length, or the two overlap.</exception>
    void Predict(ReadOnlySpan<float> input, Span<float> output);

    /// <summary>Computes any number of rows, row-major. Same rules as <see cref="Predict"/>; an empty batch is an error.</summary>
    /// <exception cref="ArgumentException">A span has the wrong length, the batch is empty, or the two overlap.</exception>
    void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs);

    /// <summary>
    /// The same on at most <paramref name="threads"/> threads, the calling one among them; <see cref="TrainerOptions.AllProcessors"/> takes every
    /// processor. The same bits, whatever the number; a batch that threads would not make faster stays on the calling one.
    /// </summary>
    /// <exception cref="ArgumentException">A span has the wrong length, the batch is empty, the two overlap, or threads is below 1.</exception>
    void PredictBatch(ReadOnlySpan<float> inputs, Span<float> outputs, int threads)
    {
        Guard.Threads(threads);
        PredictBatch(inputs, outputs);
    }

    /// <summary>A network of its own with the same parameters and statistics.</summary>
    TSelf Clone();

    /// <summary>
    /// Takes over what another network of the class has beside its parameters and does not learn: the figures of <c>Standardize</c>, the running statistics
    /// of norms. Does nothing where there is none.
    /// </summary>
    void CopyStatisticsFrom(TSelf source)
    {
    }

    /// <summary>Writes the parameters as the flat canonical vector: per block, weights [output][input] row-major, then biases.</summary>
    /// <exception cref="ArgumentException">The span is not exactly <see cref="ParameterCount"/> long.</exception>
    void CopyParametersTo(Span<float> destination);

    /// <summary>Reads the parameters from the flat canonical vector; the next prediction and the next step see them.</summary>
    /// <exception cref="ArgumentException">The span is not exactly <see cref="ParameterCount"/> long.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    void CopyParametersFrom(ReadOnlySpan<float> source);

    /// <summary>
    /// Replaces parameters and statistics by those of another network of the class while other threads go on predicting with this one: each prediction, and each
    /// batch, sees the old ones or the new ones, and never some of both. Predictions take no lock and do not wait.
    /// </summary>
    /// <remarks>
    /// It takes new memory for the parameters each time, and copies and folds them before they are seen; the old memory goes to the garbage collector once no
    /// prediction reads it. Several threads may publish. Nothing may write <paramref name="from"/> meanwhile, and no trainer may step on this network: train the
    /// one that is published from.
    /// </remarks>
    void Publish(TSelf from)
    {
        ArgumentNullException.ThrowIfNull(from);
        Parameters.Publish(from.Parameters);
    }

    /// <summary>Writes the network to a safetensors file, the whole file or none. The compiler writes it: see <see cref="Safetensors.Save"/>.</summary>
    /// <exception cref="IOException">The file could not be written; the old one stands.</exception>
    /// <exception cref="NotSupportedException">The network was not written by the compiler.</exception>
    void Save(string path) => throw Naming.WithoutStore<TSelf>();

    /// <summary>
    /// The names of the inputs, in their order; empty when they have none. They are those of <c>[Features]</c> where the class has it; otherwise what <c>Fit</c> or
    /// <c>FitStandardization</c> has learned from the first dataset with names, what a loaded file says, or what <see cref="SetFeatureNames"/> was given. They travel in every
    /// file and with every copy. Data with names is matched by them; predictions over spans go by position.
    /// </summary>
    IReadOnlyList<string> FeatureNames => Naming.Features(TSelf.Topology, Naming.StoreOf(this));

    /// <summary>
    /// The names of the classes, in the order of their labels: one for each output, or two for a single one, no first; empty when they have none. They come and travel as
    /// <see cref="FeatureNames"/> do, and <c>[Classes]</c> declares them. A dataset with other classes, or with the same in another order, is refused.
    /// </summary>
    IReadOnlyList<string> ClassNames => Naming.Classes(TSelf.Topology, Naming.StoreOf(this));

    /// <summary>Names the inputs.</summary>
    /// <remarks>Not while another thread uses the network for anything but predictions.</remarks>
    /// <param name="names">One name for each input; an empty list takes the names away, so that the next data is matched by position.</param>
    /// <exception cref="ArgumentException">There is not one name for each input, a name is empty or there twice, or they contradict <c>[Features]</c>; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    /// <exception cref="NotSupportedException">The network was not written by the compiler.</exception>
    void SetFeatureNames(IReadOnlyList<string> names) => Naming.SetFeatures(TSelf.Topology, Parameters, names);

    /// <summary>Names the classes.</summary>
    /// <remarks>Not while another thread uses the network for anything but predictions.</remarks>
    /// <param name="names">One name for each class; an empty list takes the names away.</param>
    /// <exception cref="ArgumentException">There is not one name for each class, a name is empty or there twice, or they contradict <c>[Classes]</c>; nothing is changed.</exception>
    /// <exception cref="InvalidOperationException">The network is frozen; nothing is changed.</exception>
    /// <exception cref="NotSupportedException">The network was not written by the compiler.</exception>
    void SetClassNames(IReadOnlyList<string> names) => Naming.SetClasses(TSelf.Topology, Parameters, names);

    /// <summary>Parameters and statistics with their layout, for files and exporters; <see cref="NetworkTensor.Of"/> names them.</summary>
    /// <exception cref="NotSupportedException">The network was not written by the compiler.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    ParameterStore Parameters => throw Naming.WithoutStore<TSelf>();
}
