using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Generator.Tests.Generation;

/// <summary>Makes wrong declarations out of right ones, the same from the same seed.</summary>
internal sealed class DeclarationMutator(int seed)
{
    private static readonly string[] Declarations =
    [
        "[Network(4)] [Dense(3), Relu] [Dense(2), Softmax] [CrossEntropy] public sealed partial class Net;",
        "namespace A.B; [Network(inputs: 64)] [Dense(32, Name = \"fc1\"), Tanh] [Dense(1), Sigmoid] [BinaryCrossEntropy] internal partial class Net { }",
        "public partial class Outer { public partial struct Inner { [Network(3)] [Dense(2, Bias = false), LeakyRelu(0.2)] private partial class Net { int Extra; } } }",
        "public enum Side { Left, Right } [Network(5), Classes<Side>] [Dense(2), Softmax] public partial class Net { public int Own(int a) => a; }",
        "[Network(2)] [Dense(2, Initializer = Initializer.Constant, InitializerConstant = 0.5f)] [SumSquaredError] [Budget(MaxParameters = 100, MaxScratchBytes = 4096)] partial class Net;",
        "[Network(6)] [Dense(4), Identity, Dense(4096)] [Dense(7), Sigmoid] [MeanSquaredError] partial class Net { Net(string a) : this() { } } partial class Net { static int Count; }",
        "[Network(4)] [BeginResidual] [Dense(4), Tanh] [BeginResidual, Dense(4), EndResidual] [EndResidual] [Dense(2), Softmax] [CrossEntropy] partial class Net;",
        "[Network(4)] [Dense(5), Tanh] [Head(\"policy\")] [Dense(3), Softmax] [CrossEntropy] [Head(\"value\", Weight = 0.5)] [BeginResidual, Dense(5), EndResidual] [MeanSquaredError] partial class Net;",
        "namespace A { [Network(1)] [Dense(1)] partial class First; [Network(1)] [Dense(2), Softmax] partial class Second : System.IDisposable { public void Dispose() { } } }",
    ];

    private static readonly string[] Numbers =
        ["-1", "0", "1", "17", "8192", "8193", "65536", "int.MaxValue", "int.MinValue", "default", "1 + 1", "0x10", "null", "\"3\"", "float.NaN", "1e300", "(Initializer)42"];

    private static readonly string[] Identifiers =
        ["@class", "@event", "Größe", "名前", "_", "__x", "System", "Span", "Compiled", "Predict", "Topology", "value", "record", "field", "Dense0",
            "Trainer", "e\u0301te", new('n', 300), new('L', 1000)];

    private static readonly string[] Words =
        ["record", "struct", "interface", "<T>", "(int primary)", "where T : class", ";", "{", "}", "#if X\n", "\n#pragma warning disable\n", "/* */"];

    /// <summary>What C# accepts before a class, most of the time.</summary>
    private static readonly string[] Prefixes =
        [
            "static", "abstract", "file", "ref", "readonly", "unsafe", "partial", "sealed", "[Dense(3)]", "[Softmax]", "[BeginResidual]",
            "[EndResidual]", "[Head(\"value\")]", "[Head(null)]", "[Network(2)]", "[CrossEntropy]",
            "[System.Obsolete]", "[Dense(2, Name = \"dense_0\")]", "[LeakyRelu(-0.0)]", "[Budget(MaxParameters = 1)]",
            "[Dense(3, Initializer = Initializer.Zeros)]", "class Before;", "partial class Net { public int Topology; }", "partial class Net;",
            "[Relu] partial class Net;", "enum Side { Only }",
        ];

    /// <summary>Types that a program may declare beside its networks, with names that emitted code needs for something else.</summary>
    private static readonly string[] Neighbours =
        [
            "class System;", "class Compiled;", "class System { public class Runtime; }", "class nint;", "struct nuint;", "class @var;", "class _;", "class Unsafe;", "class Vector256;",
            "class Topology;", "class Initializer;", "class Span<T>;", "class Exception;", "interface INetwork;", "class DenseShape;", "class NetLayout;", "class NetInference;",
            "namespace Compiled { public class Runtime; }", "namespace Compiled { public class Emitted; }", "namespace Compiled { public class Topology; }",
            "namespace Compiled { class nint; }", "namespace Compiled { public class Unsafe; }", "namespace Compiled.Emitted { public class Unsafe; }",
            "namespace Compiled.Runtime { public class Guard; }", "namespace System { public class Runtime; }", "namespace System { class IO; }",
            "namespace System { public class Unsafe; }", "namespace System.Runtime { public class CompilerServices; }",
            "namespace System.Runtime.CompilerServices { class IsExternalInit; }", "namespace A { class System; }", "namespace A.B { class Compiled; }",
            "namespace A.B { class nint; class Span; }", "namespace A.B.Compiled { class Runtime; }", "class Base { public class nint; public class System; }",
            "namespace System.Diagnostics { class CodeAnalysis; }", "namespace Compiled { class DenseAttribute; }", "enum nuint { A }", "class Dense0Shape;",
        ];

    private readonly Random _random = new(seed);

    public string Next()
    {
        var tokens = SyntaxFactory.ParseTokens(Pick(Declarations)).Select(token => token.ToString()).Where(text => text.Length > 0).ToList();
        for (var count = _random.Next(1, 3); count > 0 && tokens.Count > 1; count--)
            Mutate(tokens);
        return "using Compiled;\n" + string.Join(' ', tokens);
    }

    /// <summary>The same with one to three types beside the network.</summary>
    public string NextAmongNeighbours()
    {
        var source = Next();
        // A file-scoped namespace would take in what follows it.
        var isScoped = source.Contains("namespace A . B ;", StringComparison.Ordinal);
        source = source.Replace("namespace A . B ;", "namespace A . B {", StringComparison.Ordinal) + (isScoped ? "\n}" : "");
        for (var count = _random.Next(1, 4); count > 0; count--)
            source += "\n" + Pick(Neighbours);
        return source;
    }

    private void Mutate(List<string> tokens)
    {
        var at = _random.Next(tokens.Count);
        switch (_random.Next(12))
        {
            case 0:
                tokens.RemoveAt(at);
                break;
            case 1:
                tokens.Insert(at, tokens[at]);
                break;
            case 2:
                var other = _random.Next(tokens.Count);
                (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                break;
            case 3:
                tokens.Insert(at, Pick(Words));
                break;
            case 4:
                tokens[at] = Pick(Words);
                break;
            case 5 or 6:
                ReplaceAll(tokens, text => text is "Net" or "First" or "Inner" or "A" or "Side" or "\"fc1\"", Pick(Identifiers));
                break;
            case 7 or 8:
                Replace(tokens, text => text is "public" or "internal" or "partial" or "sealed", text => Pick(Prefixes) + " " + text);
                break;
            case 9:
                Replace(tokens, text => text is "]", text => text + " [" + Pick(["Relu", "Softmax", "Tanh", "Dense(4)", "MeanSquaredError"]) + "]");
                break;
            default:
                Replace(tokens, text => char.IsDigit(text[0]) || text is "true" or "false", _ => Pick(Numbers));
                break;
        }
    }

    private static void ReplaceAll(List<string> tokens, Predicate<string> match, string replacement)
    {
        var first = tokens.Find(match);
        for (var i = 0; i < tokens.Count; i++)
        {
            if (tokens[i] == first)
                tokens[i] = first.StartsWith('"') ? SymbolDisplay.FormatLiteral(replacement, quote: true) : replacement;
        }
    }

    private void Replace(List<string> tokens, Predicate<string> match, Func<string, string> replace)
    {
        var places = Enumerable.Range(0, tokens.Count).Where(index => match(tokens[index])).ToArray();
        if (places.Length == 0)
            return;
        var place = places[_random.Next(places.Length)];
        tokens[place] = replace(tokens[place]);
    }

    private string Pick(string[] choices) => choices[_random.Next(choices.Length)];
}
