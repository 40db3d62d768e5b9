using Compiled.Generator.Model;
using Compiled.Generator.Planning;

namespace Compiled.Generator.Emission;

/// <summary>What a network with statistics has beside its parameters: fitting, and copying them alone.</summary>
internal static class StatisticsTemplate
{
    public static void Write(CodeWriter code, NetworkSpec spec, NetworkPlan? plan)
    {
        var self = spec.Type.Identifier;
        if (spec.StandardizeBlock is { } block)
        {
            var fitted = Identifiers.Escape(block.Name);
            _ = code.Write($$"""
                /// <summary>Fits {{fitted}} to rows of {{Code.Count(spec.Inputs, "input")}}, row-major: means and standard deviations, as <see cref="global::Compiled.Standardizer"/> computes them. The next prediction and the next step see them.</summary>
                /// <exception cref="global::System.ArgumentException">There is no row, a part of one, or a value that is not finite; nothing is changed.</exception>
                {{Marks.Member}}
                public void FitStandardization(global::System.ReadOnlySpan<float> rows) => {{ClassTemplate.Body(plan, "_parameters.FitStandardization(rows)")}};

                /// <summary>Fits {{fitted}} to the inputs of a dataset, the one that the network is trained with; its features are found by their names where both have them.</summary>
                /// <exception cref="global::System.ArgumentException">The dataset lacks a feature, has other inputs, or a value that is not finite; nothing is changed.</exception>
                {{Marks.Member}}
                public void FitStandardization(global::Compiled.Dataset data) => {{ClassTemplate.Body(plan, "_parameters.FitStandardization(data, Topology)")}};

                """);
        }

        if (spec.StatisticsBlocks.Any())
        {
            _ = code.Write($$"""
                {{Marks.Member}}
                void global::Compiled.INetwork<{{self}}>.CopyStatisticsFrom({{self}} source) => {{ClassTemplate.Body(plan, "_parameters.CopyStatisticsFrom(source._parameters)")}};

                """);
        }
    }
}
