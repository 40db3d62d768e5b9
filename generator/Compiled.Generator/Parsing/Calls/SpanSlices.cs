using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Compiled.Generator.Parsing.Calls;

/// <summary>The length of a part of a span, and of what the framework's methods allocate.</summary>
internal static class SpanSlices
{
    /// <summary>AsSpan, Slice, ToArray, Array.Empty, GC.AllocateArray: null for any other method.</summary>
    public static KnownLength? Of(IInvocationOperation call, SpanLengths lengths)
    {
        if (call.TargetMethod.ContainingNamespace.ToDisplayString() != "System")
            return null;
        var name = call.TargetMethod.Name;
        var arguments = call.Arguments.OrderBy(static argument => argument.Parameter!.Ordinal).Select(static argument => argument.Value).ToList();
        // Other types of the namespace that have methods of these names, such as Memory, count their elements in the same way.
        if (name == "Empty")
            return new KnownLength(0);
        if (name is "AllocateArray" or "AllocateUninitializedArray")
            return Written(arguments[0]);
        // The span is the first argument of an extension method, and the instance of one of its own.
        if (name == "AsSpan")
            return Part(arguments[0], [.. arguments.Skip(1)], lengths);
        return name is "Slice" or "ToArray" ? Part(call.Instance, arguments, lengths) : null;
    }

    /// <summary>new Span(), new Span(array), new Span(ref value), and those whose length comes last: new Span(array, start, length), new Span(pointer, length).</summary>
    public static KnownLength? Of(IObjectCreationOperation creation, SpanLengths lengths)
    {
        var arguments = creation.Arguments.OrderBy(static argument => argument.Parameter!.Ordinal).ToList();
        if (arguments.Count == 0)
            return new KnownLength(0);
        if (arguments.Count > 1)
            return Written(arguments[arguments.Count - 1].Value);
        return arguments[0].Parameter!.RefKind == RefKind.None ? lengths.Of(arguments[0].Value) : new KnownLength(1);
    }

    /// <summary>A range of constants.</summary>
    public static KnownLength? Of(IRangeOperation range, KnownLength? whole) =>
        Index(range.LeftOperand, whole, 0) is { } start && Index(range.RightOperand, whole, whole?.Count) is { } end && end >= start ? new KnownLength(end - start) : null;

    private static KnownLength? Part(IOperation? whole, IReadOnlyList<IOperation> arguments, SpanLengths lengths) => arguments.Count switch
    {
        0 => lengths.Of(whole),
        1 when arguments[0] is IRangeOperation range => Of(range, lengths.Of(whole)),
        1 => Index(arguments[0], lengths.Of(whole), null) is { } start && lengths.Of(whole) is { } known && start <= known.Count ? new KnownLength(known.Count - start) : null,
        _ => Written(arguments[1]),
    };

    private static KnownLength? Written(IOperation length) => SpanLengths.Constant(length) is >= 0 and var count ? new KnownLength(count, length.Syntax) : null;

    /// <summary>A constant, or one from the end of what is known.</summary>
    private static long? Index(IOperation? index, KnownLength? whole, long? missing) => index switch
    {
        null => missing,
        IConversionOperation conversion => Index(conversion.Operand, whole, missing),
        IUnaryOperation { OperatorKind: UnaryOperatorKind.Hat, Operand: var operand } => whole?.Count - SpanLengths.Constant(operand),
        _ => SpanLengths.Constant(index),
    };
}
