using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>The constructors and the views of a class whose declaration has errors: signatures to which C# has nothing to say.</summary>
internal static class UnusableTemplate
{
    public static void WriteConstruction(CodeWriter code, NetworkSpec spec, PartGaps gaps)
    {
        var self = spec.Type.Identifier;
        // Constructors of the user's that chain to none leave the members unset: that has its own message.
        _ = code.Write("private readonly global::Compiled.Runtime.ParameterStore _parameters = null!;").BlankLine();
        foreach (var (signature, parameters) in new[] { ("()", ""), ("(long)", "long seed") })
        {
            if (gaps.Constructors.Contains(signature))
                continue;
            _ = code.Write("/// <summary>A network whose declaration has errors.</summary>").Write(Marks.Member);
            if (gaps.HasRequiredMembers)
                _ = code.Write("[global::System.Diagnostics.CodeAnalysis.SetsRequiredMembers]");
            _ = code.Write($"public {self}({parameters}) {gaps.Chain} => {ClassTemplate.Body(null, "")};").BlankLine();
        }

        foreach (var block in spec.ViewedBlocks)
        {
            _ = code.Write($$"""
                /// <summary>The parameters of {{Cost.Title(block)}}.</summary>
                {{Marks.Member}}
                public global::Compiled.{{ClassTemplate.NetworkViewType(block)}} {{Identifiers.Escape(block.Name)}} { get; } = null!;

                """);
        }
    }
}
