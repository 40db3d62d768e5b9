using System.Globalization;
using Compiled.Events;

namespace Compiled;

/// <summary>Writes a run as event files for TensorBoard; Keras' <c>TensorBoard</c> callback, with its tags.</summary>
/// <remarks>
/// <para>
/// Two folders are written below the given one, so that TensorBoard draws both curves in one chart: <c>train</c> with epoch_loss, the metric such as epoch_accuracy, and
/// epoch_learning_rate; <c>validation</c> with epoch_loss and the metric. The step of these is the number of the epoch, from 1. With <see cref="HistogramEveryEpochs"/>
/// histograms of all weights, statistics and, with <see cref="Gradients"/>, gradients are written to <c>train</c> too. With <see cref="EverySteps"/> a third folder,
/// <c>batches</c>, has batch_loss and batch_learning_rate by the number of the step.
/// </para>
/// <para>
/// Every run writes new files. A run that is resumed from a checkpoint continues the curves: events of steps that the checkpoint does not contain are dropped by TensorBoard.
/// A new run in the same folder replaces the curves of the earlier one; give each run a folder of its own to compare them. If the folder cannot be written, <c>Fit</c> throws
/// before the first step; if the disk fills later, it ends with a <see cref="CallbackException"/>, and no training is lost. One object may be used for one run after another.
/// </para>
/// <para>Records are framed as TFRecord (length, data, masked CRC32C of both). Nothing is written about the machine. The files are complete after every epoch, even if the process is killed.</para>
/// </remarks>
public sealed class TensorBoardLogger : ICallback
{
    private readonly Event _scalar = new() { Summary = new Summary { Value = { new Summary.Types.Value() } } };
    private ValueHistogram? _histogram;
    private EventFile? _train;
    private EventFile? _validation;
    private EventFile? _batches;
    private float[] _values = [];

    /// <summary>Sets the folder.</summary>
    /// <param name="folder">The folder, such as "logs/run1"; it is created if it does not exist. <c>tensorboard --logdir logs</c> shows all runs in it.</param>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public TensorBoardLogger(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Folder = folder;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The number of steps between losses of single batches; at least 1, or null, the default, for none. Keras' <c>update_freq</c>. Nothing is allocated per step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? EverySteps { get; init => field = AtLeastOne(value, nameof(EverySteps)); }

    /// <summary>The number of epochs between histograms; at least 1, or null, the default, for none. Keras' <c>histogram_freq</c>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int? HistogramEveryEpochs { get; init => field = AtLeastOne(value, nameof(HistogramEveryEpochs)); }

    /// <summary>
    /// Whether histograms of the gradients of the epoch's last step are written with those of the weights; false by default. The trainer must have been created with
    /// <see cref="TrainerOptions.KeepGradients"/>, or <c>Fit</c> throws before the first step.
    /// </summary>
    public bool Gradients { get; init; }

    /// <inheritdoc/>
    public void OnRunBegin(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (Gradients)
            context.Trainer.CopyGradientsTo(new float[context.Topology.ParameterCount]);
        Worded(() =>
        {
            Close();
            _histogram = HistogramEveryEpochs is null ? null : new ValueHistogram();
            var next = context.FinishedEpochs.Count + 1;
            _train = new EventFile(Path.Combine(Folder, "train"), next);
            _validation = context.Options.Validation is null ? null : new EventFile(Path.Combine(Folder, "validation"), next);
            _batches = EverySteps is null ? null : new EventFile(Path.Combine(Folder, "batches"), context.Steps + 1);
        });
    }

    /// <inheritdoc/>
    public void OnBatchEnd(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (EverySteps is not { } every || context.Steps % every != 0)
            return;
        try
        {
            Scalar(_batches!, "batch_loss", context.Loss, context.Steps);
            Scalar(_batches!, "batch_learning_rate", context.Trainer.LearningRate, context.Steps);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(exception);
        }
    }

    /// <inheritdoc/>
    public void OnEpochEnd(FitContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var record = context.LastEpoch!;
        Worded(() =>
        {
            Scalar(_train!, "epoch_loss", record.Loss, record.Epoch);
            if (record.Metric is { } metric)
                Scalar(_train!, "epoch_" + context.MetricName, metric, record.Epoch);
            Scalar(_train!, "epoch_learning_rate", record.LearningRate, record.Epoch);
            if (_validation is not null)
            {
                Scalar(_validation, "epoch_loss", record.ValidationLoss ?? double.NaN, record.Epoch);
                Scalar(_validation, "epoch_" + context.MetricName, record.ValidationMetric ?? double.NaN, record.Epoch);
            }

            if (HistogramEveryEpochs is { } every && record.Epoch % every == 0)
                Histograms(context, record.Epoch);
            _train!.Flush();
            _validation?.Flush();
            _batches?.Flush();
        });
    }

    /// <inheritdoc/>
    public void OnRunEnd(FitContext context) => Worded(Close);

    private static int? AtLeastOne(int? value, string name) => value is not < 1
        ? value
        : throw new ArgumentOutOfRangeException(name, value, string.Create(CultureInfo.InvariantCulture, $"TensorBoardLogger.{name} is {value}, but must be at least 1."));

    private void Scalar(EventFile file, string tag, double value, long step)
    {
        (_scalar.WallTime, _scalar.Step) = (EventFile.Now, step);
        (_scalar.Summary.Value[0].Tag, _scalar.Summary.Value[0].SimpleValue) = (tag, (float)value);
        file.Write(_scalar);
    }

    private void Histograms(FitContext context, int epoch)
    {
        var tensors = context.Tensors.Where(static tensor => tensor.Kind is NetworkTensorKind.Parameter or NetworkTensorKind.RunningStatistic).ToList();
        foreach (var tensor in tensors)
        {
            var values = Room(tensor.Length);
            tensor.CopyTo(values);
            Histogram((tensor.Kind == NetworkTensorKind.Parameter ? "weights/" : "statistics/") + NameOf(tensor), values, epoch);
        }

        if (!Gradients)
            return;
        var gradients = Room(context.Topology.ParameterCount);
        context.Trainer.CopyGradientsTo(gradients);
        // The canonical vector: block after block, weights before biases, as the tensors come.
        foreach (var tensor in tensors.Where(static tensor => tensor.Kind == NetworkTensorKind.Parameter))
        {
            Histogram("gradients/" + NameOf(tensor), gradients[..tensor.Length], epoch);
            gradients = gradients[tensor.Length..];
        }
    }

    /// <summary>Dense0.weight: the name of the block, and the end of PyTorch's name.</summary>
    private static string NameOf(NetworkTensor tensor) => tensor.Block + tensor.Name[tensor.Name.LastIndexOf('.')..];

    private void Histogram(string tag, ReadOnlySpan<float> values, int epoch) => _train!.Write(new Event
    {
        WallTime = EventFile.Now,
        Step = epoch,
        Summary = new Summary { Value = { new Summary.Types.Value { Tag = tag, Histo = _histogram!.Of(values) } } },
    });

    private Span<float> Room(int length)
    {
        if (_values.Length < length)
            _values = new float[length];
        return _values.AsSpan(0, length);
    }

    private void Close()
    {
        var (train, validation, batches) = (_train, _validation, _batches);
        (_train, _validation, _batches) = (null, null, null);
        using (train)
        using (validation)
        using (batches)
        {
            // Each is closed, whatever another throws.
        }
    }

    private void Worded(Action write)
    {
        try
        {
            write();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(exception);
        }
    }

    private IOException Unwritable(Exception exception) =>
        new($"'{Folder}' could not be written: {exception.Message.TrimEnd('.')}. Free up disk space, or choose a writable folder.", exception);
}
