using Google.Protobuf;

namespace Compiled.Import;

/// <summary>
/// Counts the parts of a model before its messages are made: an empty node is two bytes in a file and a hundred in memory, so that a file within the cap could still fill the
/// memory. Weights do not count.
/// </summary>
internal static class StructureScan
{
    /// <summary>A network of the most blocks that can be declared, written out in the simplest operators, has some 50,000.</summary>
    public const int MostParts = 1_000_000;

    /// <summary>Types of values, and what is refused anyway.</summary>
    private const int LargestOther = 1 << 20;

    /// <summary>All of them together: some 50,000 types of values.</summary>
    private const int MostOther = 4 << 20;

    /// <summary>Deeper than any model without subgraphs; the parser has a limit of its own for what this scan does not look into.</summary>
    private const int Deepest = 32;

    private enum Message
    {
        Other,
        Model,
        Graph,
        Node,
        Attribute,
        Tensor,
        Entry,
        Function,
    }

    /// <exception cref="ImportProblem">There are too many.</exception>
    /// <exception cref="InvalidProtocolBufferException">The file is damaged.</exception>
    public static void Check(Stream stream)
    {
        using var input = CodedInputStream.CreateWithLimits(stream, int.MaxValue, Deepest);
        var open = new Stack<(Message Message, long End)>();
        open.Push((Message.Model, long.MaxValue));
        var (parts, others, nodes) = (0, 0L, 0);
        var (name, operation) = ("", "");
        while (true)
        {
            while (open.Count > 1 && input.Position >= open.Peek().End)
                _ = open.Pop();
            var tag = input.ReadTag();
            if (tag == 0)
                return;
            if (WireFormat.GetTagWireType(tag) != WireFormat.WireType.LengthDelimited)
            {
                input.SkipLastField();
                continue;
            }

            if (++parts > MostParts)
                throw new ImportProblem($"The model has more than {Text.Number(MostParts)} parts (nodes, attributes, names), far more than any network has.");
            var (message, field) = (open.Peek().Message, WireFormat.GetTagFieldNumber(tag));
            switch (Inside(message, field))
            {
                case Message.Other when message == Message.Function:
                    throw Functions(field == 1 ? input.ReadString() : "");
                case Message.Other when message == Message.Attribute && field is 6 or 11:
                    throw Subgraph(name, operation, nodes - 1);
                case Message.Other when message == Message.Node && field == 3:
                    name = input.ReadString();
                    break;
                case Message.Other when message == Message.Node && field == 4:
                    operation = input.ReadString();
                    break;
                case Message.Other:
                    others += Skip(input, message, field);
                    if (others > MostOther)
                        throw new ImportProblem($"Value types and other metadata take more than {Text.Number(MostOther)} bytes in the model, up to field {Text.Number(field)} of its {message}: more than any network needs. Export it without the types of intermediate values.");
                    break;
                case var inner:
                    if (inner == Message.Node)
                        (name, operation, nodes) = ("", "", nodes + 1);
                    open.Push((inner, End(input)));
                    break;
            }
        }
    }

    /// <summary>Passes over what is not looked into: weights and texts, which are as large in memory, or messages, which must be small.</summary>
    /// <returns>How many bytes of messages.</returns>
    private static long Skip(CodedInputStream input, Message message, int field)
    {
        var before = input.Position;
        input.SkipLastField();
        if (IsData(message, field))
            return 0;
        if (input.Position - before > LargestOther)
            throw new ImportProblem($"Field {Text.Number(field)} of the model's {message} is {Text.Number(input.Position - before)} bytes long, but no model needs more than {Text.Number(LargestOther)}.");
        return input.Position - before;
    }

    /// <summary>Fields of bytes, texts and numbers.</summary>
    private static bool IsData(Message message, int field) => message switch
    {
        Message.Tensor => field is 4 or 5 or 6 or 7 or 8 or 9 or 10 or 11 or 12,
        Message.Attribute => field is 1 or 4 or 7 or 8 or 9 or 13,
        Message.Node => field is 1 or 2 or 3 or 4 or 6 or 7 or 8,
        Message.Entry => field is 1 or 2,
        Message.Graph => field is 2 or 10,
        _ => field is 2 or 3 or 4 or 6,
    };

    /// <summary>Before they become objects: a subgraph or a function may hold as much as the whole model.</summary>
    private static ImportProblem Functions(string name) => new($"The model defines functions ({Text.Quoted(name)}), which are not supported: export it with its functions inlined.");

    private static ImportProblem Subgraph(string name, string operation, int index) =>
        new($"Node {(name.Length > 0 ? Text.Quoted(name) : Text.Number(index))} ({Text.Plain(operation)}) has a subgraph: conditions and loops are not supported. Export the model for one fixed path.");

    private static long End(CodedInputStream input)
    {
        var length = input.ReadLength();
        return input.Position + length;
    }

    /// <summary>ONNX's own field numbers. What lies in other messages, such as types, is small or an error.</summary>
    private static Message Inside(Message message, int field) => (message, field) switch
    {
        (Message.Model, 7) => Message.Graph,
        (Message.Graph, 1) => Message.Node,
        (Message.Graph, 5) => Message.Tensor,
        (Message.Node, 5) => Message.Attribute,
        (Message.Attribute, 5 or 10) => Message.Tensor,
        (Message.Model, 25) => Message.Function,
        // Metadata: two texts each.
        (Message.Model, 14) or (Message.Graph, 16) or (Message.Node, 9) or (Message.Tensor, 13 or 16) => Message.Entry,
        _ => Message.Other,
    };
}
