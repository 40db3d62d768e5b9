extern alias generator;

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Compiled.Dynamic.Outlines;
using generator::Compiled.Generator.Model;
using generator::Compiled.Generator.Pipeline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Compiled.Dynamic.Compilation;

/// <summary>
/// Several declarations as one assembly. The C# compiler has a price for each compilation and one for each line: together they pay the first once. The specs come from the generator's own checks
/// without the C# compiler, so nothing is bound twice.
/// </summary>
internal static class NetworkBatch
{
    /// <summary>Networks of one assembly: the compiler holds the text and the trees of all at once, some megabytes each.</summary>
    private const int MostTogether = 32;

    /// <summary>The classes, in the order of the declarations; null where one has to be compiled alone, for its class or for the words of its errors.</summary>
    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    [RequiresDynamicCode(NetworkCompiler.WhyDynamic)]
    public static DynamicNetworkType?[] Compile(IReadOnlyList<NetworkDeclaration> declarations, CompilationPurpose purpose, CancellationToken cancellation)
    {
        var types = new DynamicNetworkType?[declarations.Count];
        for (var start = 0; start < declarations.Count; start += MostTogether)
        {
            var count = Math.Min(MostTogether, declarations.Count - start);
            CompileTogether([.. declarations.Skip(start).Take(count)], purpose, types.AsSpan(start, count), cancellation);
        }

        return types;
    }

    [RequiresUnreferencedCode(NetworkCompiler.WhyUntrimmed)]
    [RequiresDynamicCode(NetworkCompiler.WhyDynamic)]
    private static void CompileTogether(NetworkDeclaration[] declarations, CompilationPurpose purpose, Span<DynamicNetworkType?> types, CancellationToken cancellation)
    {
        List<Member> members = [];
        List<SyntaxTree> trees = [];
        for (var index = 0; index < declarations.Length; index++)
        {
            // Declarations may share a name, as those of a search do: each has a namespace of its own.
            var space = string.Create(CultureInfo.InvariantCulture, $"Network{index}");
            if (declarations[index].ReadSpec(space) is not { } read || Emit(read.Spec, purpose) is not { } emitted)
                continue;
            members.Add(new(index, $"{space}.{declarations[index].Name}", read.Warnings));
            trees.Add(NetworkImage.ParseText(declarations[index].ToSource(namespaceName: space), space + ".cs", cancellation));
            trees.Add(NetworkImage.ParseText(emitted, read.Spec.Type.HintName, cancellation));
        }

        // What one has to be compiled for alone concerns none of the others, but the compiler does not tell them apart.
        if (members.Count == 0 || NetworkImage.EmitTogether(trees, cancellation) is not { } image)
            return;
        var context = new NetworkLoadContext(nameof(NetworkBatch));
        var assembly = context.Load(image);
        foreach (var (index, className, warnings) in members)
            types[index] = new(declarations[index], warnings, context, assembly.GetType(className, throwOnError: true)!);
    }

    /// <summary>The file, or null where the generator fails: a compilation says how.</summary>
    private static string? Emit(NetworkSpec spec, CompilationPurpose purpose)
    {
        try
        {
            return purpose == CompilationPurpose.Training ? NetworkPipeline.EmitForTraining(spec) : NetworkPipeline.Emit(spec);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return null;
        }
    }

    private sealed record Member(int Index, string ClassName, IReadOnlyList<NetworkProblem> Warnings);
}
