using global::Onnx;
using DataType = global::Onnx.TensorProto.Types.DataType;

namespace Compiled.Import;

/// <summary>A file's graph, checked: names, order, domains. What the operators do is not looked at yet.</summary>
internal sealed class GraphReader
{
    /// <summary>What the importer knows of: the machine-learning domain is that of scikit-learn's converter.</summary>
    public const string LearningDomain = "ai.onnx.ml";

    /// <summary>Before opset 7, operands did not broadcast by themselves: <see cref="OldOpset"/> looks whether a node means the same today. Before 6, too much was different.</summary>
    private const long OldestOpset = 6;

    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outputsToCome;
    private readonly Dictionary<string, Value> _beginnings = new(StringComparer.Ordinal);
    private readonly ModelProto _model;
    private readonly TensorReader _tensors;
    private readonly ByteBudget _budget;

    private GraphReader(ModelProto model, TensorReader tensors, ByteBudget budget)
    {
        (_model, _tensors, _budget) = (model, tensors, budget);
        _outputsToCome = new(model.Graph.Node.SelectMany(static node => node.Output), StringComparer.Ordinal);
    }

    /// <param name="model">The file.</param>
    /// <param name="tensors">Reads its tensors.</param>
    /// <param name="budget">What they may take.</param>
    /// <param name="options">The inputs and outputs of the network.</param>
    public static Graph Read(ModelProto model, TensorReader tensors, ByteBudget budget, OnnxReadOptions options)
    {
        LinearModels.Lower(model);
        FeatureVectors.Lower(model);
        return new GraphReader(model, tensors, budget).Read(options);
    }

    private Graph Read(OnnxReadOptions options)
    {
        var graph = _model.Graph;
        if (_model.Functions.Count > 0)
            throw new ImportProblem($"The model defines functions ({Text.Quoted(_model.Functions[0].Name)}), which are not supported: export it with its functions inlined.");
        if (graph.SparseInitializer.Count > 0)
            throw new ImportProblem("The model has sparse initialisers, which are not supported: export dense ones.");
        var opset = Opset();
        var initializers = Initializers();
        var inputs = Inputs(initializers);
        Begin(inputs, options.Inputs);
        var nodes = graph.Node.Select(Node).ToList();
        var outputs = graph.Output.Select(output =>
            _values.GetValueOrDefault(output.Name) ?? throw new ImportProblem($"The model's output {Text.Quoted(output.Name)} is not computed by any node.")).ToList();
        if (outputs.Count is 0 or > Limits.MaxBlocks)
            throw new ImportProblem(outputs.Count == 0 ? "The model has no outputs." : $"The model has {Text.Number(outputs.Count)} outputs, more than a network can have heads.");
        var (chosen, notes) = OutputChoice.Choose(outputs, options.Outputs, _values.GetValueOrDefault, nodes, inputs.Keys);
        var needed = OutputChoice.InputsOf(chosen, nodes, inputs.Keys);
        if (needed.Find(input => input.Type == DataType.String) is { } text)
            throw Categories.Refuse(text, _model.Graph);
        var (own, rows) = InputChoice.Choose(inputs, needed, options.Inputs);
        if (needed.Count > 0)
            notes.AddRange(inputs.Keys.Except(needed).Where(other => !_beginnings.ContainsValue(other)).Select(static other => $"The input {Text.Quoted(other.Name)} is ignored: no output depends on it."));
        return new Graph
        {
            Input = own[0],
            Inputs = own,
            InputNames = [.. own.Select(static input => input.Name)],
            FixedRows = rows,
            Nodes = nodes,
            Outputs = chosen,
            Notes = notes,
            Opset = opset,
            Tensors = _tensors,
            Budget = _budget,
            Name = graph.Name,
            Features = ModelNames.Features(_model),
            Classes = ModelNames.Classes(_model),
            Encoder = ModelNames.Encoder(_model),
        };
    }

    private long Opset()
    {
        var versions = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var import in _model.OpsetImport)
        {
            if (!versions.TryAdd(Domain(import.Domain), import.Version))
                throw new ImportProblem($"The model imports the operators of the domain {Text.Quoted(import.Domain)} twice.");
        }

        foreach (var node in _model.Graph.Node)
        {
            var domain = Domain(node.Domain);
            if (domain is not ("" or LearningDomain))
            {
                throw new ImportProblem(
                    $"Node {Text.Quoted(node.Name)} is of the operator {Text.Quoted(node.OpType)} in the domain {Text.Quoted(domain)}: only the standard ONNX operators and those of {LearningDomain} are supported. Export the model before a runtime optimises it, and without custom operators.");
            }

            if (!versions.ContainsKey(domain))
                throw new ImportProblem($"Node {Text.Quoted(node.Name)} is of the operator {Text.Quoted(node.OpType)}, but the model does not say which version of the operators {(domain.Length == 0 ? "of ONNX" : domain)} it uses.");
        }

        var opset = versions.GetValueOrDefault("", OldestOpset);
        return opset >= OldestOpset
            ? opset
            : throw new ImportProblem($"The model uses opset {Text.Number(opset)} of ONNX, but only {Text.Number(OldestOpset)} and later are supported: export it again with a later one.");
    }

    private static string Domain(string domain) => domain == "ai.onnx" ? "" : domain;

    private HashSet<string> Initializers()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in _model.Graph.Initializer)
        {
            if (tensor.Name.Length == 0 || !names.Add(tensor.Name))
                throw new ImportProblem(tensor.Name.Length == 0 ? "An initialiser has no name." : $"Two initialisers have the name {Text.Quoted(tensor.Name)}.");
            if (_outputsToCome.Contains(tensor.Name))
                throw new ImportProblem($"{Text.Quoted(tensor.Name)} is both an initialiser and the output of a node, which is ambiguous.");
            _values.Add(tensor.Name, new Value(tensor.Name, null) { Type = (DataType)tensor.DataType, Lazy = () => _tensors.Read(tensor, tensor.Name) });
        }

        return names;
    }

    private Dictionary<Value, ValueInfoProto> Inputs(HashSet<string> initializers)
    {
        var inputs = new Dictionary<Value, ValueInfoProto>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var input in _model.Graph.Input)
        {
            if (!names.Add(input.Name))
                throw new ImportProblem($"Two inputs have the name {Text.Quoted(input.Name)}.");
            if (_outputsToCome.Contains(input.Name))
                throw new ImportProblem($"{Text.Quoted(input.Name)} is both an input and the output of a node, which is ambiguous.");
            // Older models list their initialisers among the inputs too, as defaults.
            if (initializers.Contains(input.Name))
                continue;
            var value = new Value(input.Name, null) { Type = (DataType)(input.Type?.TensorType?.ElemType ?? 0) };
            inputs.Add(value, input);
            _values.Add(input.Name, value);
        }

        return inputs;
    }

    /// <summary>Values that nodes compute and the network begins with, as inputs of their own: what is before them is not looked at.</summary>
    private void Begin(Dictionary<Value, ValueInfoProto> inputs, IReadOnlyList<string>? wanted)
    {
        foreach (var name in wanted ?? [])
        {
            if (inputs.Keys.Any(input => input.Name == name) || _beginnings.ContainsKey(name))
                continue;
            if (!_outputsToCome.Contains(name))
            {
                throw new ImportProblem(
                    $"OnnxReadOptions.Inputs has {Text.Quoted(name)}, but the model has no input and no computed value with that name; its inputs are {string.Join(", ", inputs.Keys.Take(20).Select(static input => Text.Quoted(input.Name)))}.");
            }

            // Without a shape of its own, the first block with weights says how wide a row is.
            var shape = Categories.ShapeOf(_model.Graph, name) ?? _model.Graph.ValueInfo.FirstOrDefault(value => value.Name == name)
                ?? new ValueInfoProto { Name = name, Type = new TypeProto { TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float } } };
            var value = new Value(name, null);
            _beginnings.Add(name, value);
            inputs.Add(value, shape);
        }
    }

    private Node Node(NodeProto node, int index)
    {
        if (node.OpType.Length == 0)
            throw new ImportProblem($"Node {Text.Quoted(node.Name)} has no operator.");
        var domain = Domain(node.Domain);
        var title = $"{(node.Name.Length > 0 ? Text.Quoted(node.Name) : Text.Number(index))} ({(domain.Length == 0 ? "" : domain + ".")}{Text.Plain(node.OpType)})";
        var result = new Node(index, title, Text.Plain(node.OpType), domain, [.. node.Input.Select(name => Use(name, title))], new NodeAttributes(title, node.Attribute));
        result.Outputs = [.. node.Output.Select(name => Define(name, result))];
        return result;
    }

    private Value? Use(string name, string node)
    {
        if (name.Length == 0)
            return null;
        if (_beginnings.TryGetValue(name, out var beginning))
            return beginning;
        if (_values.TryGetValue(name, out var value))
            return value;
        throw new ImportProblem(_outputsToCome.Contains(name)
            ? $"Node {node} uses {Text.Quoted(name)}, which is computed only by this node or after it: the nodes form a cycle or are in the wrong order."
            : $"Node {node} uses {Text.Quoted(name)}, which is not an input, an initialiser or the output of a node.");
    }

    private Value Define(string name, Node producer)
    {
        var value = new Value(name, producer);
        if (name.Length > 0 && !_values.TryAdd(name, value))
            throw new ImportProblem($"Two nodes compute a value named {Text.Quoted(name)}; the second is node {producer.Title}.");
        return value;
    }
}
