using Compiled.Storage;

namespace Compiled.Import;

/// <summary>From a file to its steps: read, simplify, recognise.</summary>
internal static class ModelImport
{
    public static RecognisedModel Read(string path, OnnxReadOptions options)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var stream = ModelFiles.Open(path);
        return Read(stream, path, options);
    }

    public static RecognisedModel Read(Stream stream, OnnxReadOptions options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Read(stream, null, options);
    }

    private static RecognisedModel Read(Stream stream, string? path, OnnxReadOptions options)
    {
        try
        {
            var model = ModelReader.Read(stream, options);
            var budget = new ByteBudget(options.MaxBytes);
            var graph = GraphReader.Read(model, new TensorReader(new ExternalData(path, options.MaxBytes), budget), budget, options);
            Columns.Recognise(graph);
            Simplifier.Simplify(graph);
            InputJoiner.Join(graph, new WeightSource(options.AllowNonFinite, budget));
            return new OutputRecogniser(graph, options).Recognise(options.Name ?? ClassName.Of(path is null ? graph.Name : Path.GetFileNameWithoutExtension(path)));
        }
        catch (ImportProblem problem)
        {
            throw new ModelFileException(path, problem.Message, problem.InnerException);
        }
    }
}
