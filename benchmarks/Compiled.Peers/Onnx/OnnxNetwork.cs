using Microsoft.ML.OnnxRuntime;

namespace Compiled.Peers.Onnx;

/// <summary>
/// ONNX Runtime at its fastest: one session, one thread, all graph optimisations, outputs and one input bound once, nothing allocated or bound
/// again between runs.
/// </summary>
internal sealed class OnnxNetwork : IDisposable
{
    private readonly SessionOptions _options = new()
    {
        IntraOpNumThreads = 1,
        InterOpNumThreads = 1,
        ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
        GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
    };

    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;
    private readonly OrtIoBinding _binding;
    private readonly OrtValue _inputValue;
    private readonly OrtValue _outputValue;
    private readonly float[] _input;
    private readonly float[] _output;

    public OnnxNetwork(int[] widths, string activation, ReadOnlySpan<float> parameters, int rows)
    {
        _session = new(OnnxModel.Build(widths, activation, parameters, rows), _options);
        _input = new float[rows * widths[0]];
        _output = new float[rows * widths[^1]];
        _inputValue = OrtValue.CreateTensorValueFromMemory(_input, [rows, widths[0]]);
        _outputValue = OrtValue.CreateTensorValueFromMemory(_output, [rows, widths[^1]]);
        _binding = _session.CreateIoBinding();
        _binding.BindInput("input", _inputValue);
        _binding.BindOutput("output", _outputValue);
    }

    public static string Version => OrtEnv.Instance().GetVersionString();

    /// <summary>Copies the rows into the bound input, which is cheaper than binding anew, and runs.</summary>
    public ReadOnlySpan<float> Run(ReadOnlySpan<float> inputs)
    {
        inputs.CopyTo(_input);
        _session.RunWithBinding(_run, _binding);
        return _output;
    }

    public void Dispose()
    {
        _binding.Dispose();
        _inputValue.Dispose();
        _outputValue.Dispose();
        _session.Dispose();
        _run.Dispose();
        _options.Dispose();
    }
}
