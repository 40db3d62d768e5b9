using global::Onnx;
using DataType = global::Onnx.TensorProto.Types.DataType;

namespace Compiled.Import;

/// <summary>A file's graph, checked: names, order, domains. What the operators do is not looked at yet.</summary>
internal sealed class GraphReader
{
    /// <summary>What the importer knows of: the machine-learning domain is that of scikit-learn's converter.</summary>
    public const string LearningDomain = "ai.onnx.ml";

    /// <summary>Since opset 7, operands broadcast by themselves.</summary>
    private const long OldestOpset = 7;

    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);
    private readonly HashSet<string> _outputsToCome;
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
    /// <param name="outputs">The outputs to predict; null for all.</param>
    public static Graph Read(ModelProto model, TensorReader tensors, ByteBudget budget, IReadOnlyList<string>? outputs) => new GraphReader(model, tensors, budget).Read(outputs);

    private Graph Read(IReadOnlyList<string>? wanted)
    {
        var graph = _model.Graph;
        if (_model.Functions.Count > 0)
            throw new ImportProblem($"The model defines functions ({Text.Quoted(_model.Functions[0].Name)}), which are not supported: export it with its functions inlined.");
        if (graph.SparseInitializer.Count > 0)
            throw new ImportProblem("The model has sparse initialisers, which are not supported: export dense ones.");
        var opset = Opset();
        var initializers = Initializers();
        var inputs = Inputs(initializers);
        var nodes = graph.Node.Select(Node).ToList();
        var outputs = graph.Output.Select(output =>
            _values.GetValueOrDefault(output.Name) ?? throw new ImportProblem($"The model's output {Text.Quoted(output.Name)} is not computed by any node.")).ToList();
        if (outputs.Count is 0 or > Limits.MaxBlocks)
            throw new ImportProblem(outputs.Count == 0 ? "The model has no outputs." : $"The model has {Text.Number(outputs.Count)} outputs, more than a network can have heads.");
        var (chosen, notes) = OutputChoice.Choose(outputs, wanted, _values.GetValueOrDefault, nodes, inputs.Keys);
        var needed = OutputChoice.InputsOf(chosen, nodes, inputs.Keys);
        var (input, rows) = Input(inputs, needed);
        if (needed.Count == 1)
            notes.AddRange(inputs.Keys.Except(needed).Select(static other => $"The input {Text.Quoted(other.Name)} is ignored: no output depends on it."));
        return new Graph
        {
            Input = input, FixedRows = rows, Nodes = nodes, Outputs = chosen, Notes = notes, Opset = opset, Tensors = _tensors, Budget = _budget, Name = graph.Name,
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
            _values.Add(tensor.Name, new Value(tensor.Name, null) { Lazy = () => _tensors.Read(tensor, tensor.Name) });
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
            var value = new Value(input.Name, null);
            inputs.Add(value, input);
            _values.Add(input.Name, value);
        }

        return inputs;
    }

    /// <summary>The one input that the outputs depend on. Where they depend on none, what is wrong is said of the outputs.</summary>
    private static (Value Input, long Rows) Input(Dictionary<Value, ValueInfoProto> inputs, List<Value> needed)
    {
        var own = needed.Count == 0 ? [.. inputs.Keys] : needed;
        if (own.Count != 1)
        {
            throw new ImportProblem(
                $"The model has {(own.Count == 0 ? "no inputs" : $"the inputs {string.Join(", ", own.Take(5).Select(static input => Text.Quoted(input.Name)))}{(own.Count > 5 ? ", …" : "")}")}, but a network has exactly one: rows of floats. Export it with one input of [batch, features], or choose outputs that depend on only one input with OnnxReadOptions.Outputs.");
        }

        var (features, rows, lead) = InputShape.Read(inputs[own[0]]);
        (own[0].Features, own[0].Lead) = (features, lead);
        return (own[0], rows);
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
