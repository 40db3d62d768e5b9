using Compiled.Generator.Blocks;
using Compiled.Generator.Model;
using Compiled.Generator.Planning;
using Compiled.Generator.Text;

namespace Compiled.Generator.Emission;

/// <summary>What heads add: where their outputs lie, their losses, and where their gradients meet.</summary>
internal static class HeadsTemplate
{
    /// <summary>The gradient that the heads' gradients become, in order: that of what leaves the trunk.</summary>
    public const string TrunkGradient = "gradientOfTrunk";

    /// <summary>The user's view: the place of each head's outputs in a row.</summary>
    public static void WriteMembers(CodeWriter code, NetworkSpec spec)
    {
        _ = code
            .Write("/// <summary>Where the outputs of each head lie in a row of outputs, targets or output gradients.</summary>")
            .Write(Marks.Type)
            .Open($"public static class {HeadBlock.MembersName}");
        foreach (var part in spec.Heads)
        {
            var last = part.Offset + part.Outputs - 1;
            _ = code.Write($"""
                /// <summary>{(last == part.Offset ? "Output" : $"Outputs {Literals.Int(part.Offset)} to")} {Literals.Int(last)}; {part.Spec.Loss.Kind}, with a weight of {Literals.Number(part.Spec.Weight)}.</summary>
                public static global::Compiled.HeadOutputs {Identifiers.Escape(part.Spec.Name)} => new({Literals.String(part.Spec.Name)}, {Literals.Int(part.Offset)}, {Literals.Int(part.Outputs)});
                """).BlankLine();
        }

        _ = code.Close();
    }

    /// <summary>A head's outputs go to their columns.</summary>
    public static void WriteOutputs(CodeWriter code, NetworkSpec spec, HeadEndStage stage, string rows)
    {
        var output = Code.Offset("output", stage.Offset);
        _ = code.BlankLine().Write($"// The outputs of head {spec.Heads.First(part => part.Offset == stage.Offset).Spec.Name} go to their columns.");
        _ = rows == "1"
            ? code.Write($"RowKernel.CopyOne(ref {stage.Input.Name}, {output}, {Literals.Int(stage.Input.Width)});")
            : code.Write($"RowKernel.Copy(ref {stage.Input.Name}, {Literals.Int(stage.Input.Stride)}, {output}, {Literals.Int(spec.Outputs)}, {Literals.Int(stage.Input.Width)}, {rows});");
    }

    /// <summary>The buffers of the gradients at the heads' outputs, and at what leaves the trunk.</summary>
    public static void WriteBuffers(CodeWriter code, TrainingPlan training)
    {
        for (var head = 0; head < training.Heads.Count; head++)
            _ = code.Write($"ref var {Gradient(training.Heads[head])} = {training.Gradient(training.HeadGradient(head))};");
        if (training.TrunkLearns)
            _ = code.Write($"ref var {TrunkGradient} = {training.Gradient(training.HeadGradient(training.Heads.Count))};");
    }

    /// <summary>The loss of each head and the gradient at its outputs. Its targets are columns, which the loss gets as rows of their own.</summary>
    public static void WriteLosses(CodeWriter code, NetworkPlan plan, TrainingPlan training, bool withGradient)
    {
        _ = code.BlankLine().Write("// A head's targets are columns of a row; its loss gets them as rows of their own.").Write($"ref var columns = {training.Gradient(1)};").Write("var ofChunk = terms.From(start);");
        for (var index = 0; index < training.Heads.Count; index++)
        {
            var (head, part) = (training.Heads[index], training.Heads[index].Part);
            var (kind, value) = (BlockTable.Loss(part.Spec.Loss.Kind), head.LossInput);
            var outputs = kind.AveragesOverOutputs ? part.Outputs : 1;
            var factor = part.Spec.Weight / outputs;
            var terms = factor == 1 ? "ofChunk" : $"ofChunk.Times({Literals.Float(factor)})";
            var call = withGradient
                ? $"ValueAndGradient(ref {value.Name}, ref columns, ref {Gradient(head)}, rows, {Literals.Int(value.Width)}, {Literals.Int(value.Stride)}, {terms})"
                : $"Value(ref {value.Name}, ref columns, rows, {Literals.Int(value.Width)}, {Literals.Int(value.Stride)}, ofChunk)";
            _ = code.Write($"""

                // Head {part.Spec.Name}.
                RowKernel.Copy({Code.Offset("target", part.Offset)}, {Literals.Int(plan.Spec.Outputs)}, ref columns, {Literals.Int(part.Outputs)}, {Literals.Int(part.Outputs)}, rows);
                """);
            TargetsTemplate.WriteStandardized(code, plan, part.Offset, "columns");
            _ = code.Write($"""
                loss += HeadKernel.Add(terms, {Literals.Int(index)}, {kind.Kernel(part.Spec.Loss)}.{call}, {Literals.Int(outputs)}, {Literals.Float(part.Spec.Weight)});
                """);
        }
    }

    /// <summary>The caller's gradient, column by column, at what the heads' losses look at.</summary>
    public static void WriteOutputGradients(CodeWriter code, NetworkPlan plan, TrainingPlan training)
    {
        foreach (var head in training.Heads)
        {
            var value = head.LossInput;
            _ = code.Write($"RowKernel.PadColumns({Code.Offset("target", head.Part.Offset)}, {Literals.Int(plan.Spec.Outputs)}, ref {Gradient(head)}, {Literals.Int(value.Width)}, {Literals.Int(value.Stride)}, rows);");
            TargetsTemplate.WriteScaledGradient(code, plan, head.Part.Offset, Gradient(head), value.Stride);
            foreach (var stage in training.Stages.Skip(head.BackwardEnd).Take(head.End - head.BackwardEnd).Cast<ActivationStage>())
                BlockTable.Activation(stage.Spec.Kind).WriteBackward(code, stage.Spec, stage.Input, stage.Output, Gradient(head), "rows");
        }
    }

    /// <summary>What arrives at the trunk from a head: the first is its gradient, the others are added to it in their order.</summary>
    public static void WriteMeeting(CodeWriter code, bool isFirst, Value trunk, string gradient, string rows)
    {
        var length = Code.Product(rows, trunk.Stride);
        _ = isFirst
            ? code.Write($"RowKernel.Copy(ref {gradient}, {length}, ref {TrunkGradient}, {length}, {length}, 1);")
            : code.Write($"ResidualKernel.Add(ref {TrunkGradient}, ref {gradient}, ref {TrunkGradient}, {length});");
    }

    /// <summary>By its number: a name may hold what is no letter of an identifier in the middle of one.</summary>
    public static string Gradient(HeadPlan head) => "gradientOfHead" + Literals.Int(head.Index);
}
