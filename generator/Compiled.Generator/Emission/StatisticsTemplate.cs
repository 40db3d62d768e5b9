using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>What a network with statistics has beside its parameters: fitting, and copying them alone.</summary>
internal static class StatisticsTemplate
{
    private const string Fitting = "global::Compiled.Runtime.StandardizationFitting";

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
                public void FitStandardization(global::System.ReadOnlySpan<float> rows) => {{ClassTemplate.Body(plan, $"{Fitting}.FitStandardization(_parameters, rows)")}};

                """);
        }

        var targets = spec.TargetBlocks.Select(static block => Identifiers.Escape(block.Block.Name)).ToList();
        if (targets.Count > 0)
        {
            _ = code.Write($$"""
                /// <summary>Fits {{string.Join(", ", targets)}} to rows of {{Code.Count(spec.Outputs, "target")}}, row-major: means and standard deviations in double precision. The next prediction and the next step see them.</summary>
                /// <exception cref="global::System.ArgumentException">There is no row, a part of one, or a value that is not finite; nothing is changed.</exception>
                {{Marks.Member}}
                public void FitTargetStandardization(global::System.ReadOnlySpan<float> targets) => {{ClassTemplate.Body(plan, $"{Fitting}.FitTargetStandardization(_parameters, targets, OutputSize)")}};

                """);
        }

        if (spec.StandardizeBlock is { } inputs)
            targets.Insert(0, Identifiers.Escape(inputs.Name));
        if (targets.Count > 0)
        {
            var what = spec.StandardizeBlock is null ? "targets" : targets.Count == 1 ? "inputs" : "inputs and targets";
            _ = code.Write($$"""
                /// <summary>Fits {{string.Join(", ", targets)}} to the {{what}} of a dataset, the one that the network is trained with; its features are found by their names where both have them.</summary>
                /// <exception cref="global::System.ArgumentException">The dataset lacks a feature, has other {{what}}, or a value that is not finite; nothing is changed.</exception>
                {{Marks.Member}}
                public void FitStandardization(global::Compiled.Dataset data) => {{ClassTemplate.Body(plan, $"{Fitting}.FitStandardization(_parameters, data, Topology)")}};

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
