using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>y = W x + b: the block with weights.</summary>
internal sealed class DenseBlock() : ChainBlock(DenseFamily.Dense)
{
    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        var name = ReadName(facts, context);
        var initializer = ReadInitializer(facts, context, name);
        return new DenseSpec(
            name,
            context.DenseIndex,
            context.Width,
            ReadUnits(facts, context, name),
            facts.Argument("bias") as bool? ?? true,
            initializer,
            ReadConstant(facts, context, name))
        {
            L1 = ReadPenalty(facts, context, name, "L1", "l1"),
            L2 = ReadPenalty(facts, context, name, "L2", "l2"),
        };
    }

    private static int ReadUnits(BlockFacts facts, ReadContext context, string name)
    {
        // An argument that C# itself rejects is missing here: 1 unit stands in, and the compiler's message is enough.
        var units = facts.Argument("units") as int? ?? 1;
        if (units is >= 1 and <= Limits.MaxUnits)
            return units;
        context.Report(ProblemIds.UnitsOutOfRange, facts, "units", name, Numbers.Text(units), Numbers.Text(Limits.MaxUnits));
        return Math.Min(Math.Max(units, 1), Limits.MaxUnits);
    }

    private static Initializer ReadInitializer(BlockFacts facts, ReadContext context, string name)
    {
        var follower = context.Next is null ? null : BlockTable.Find(context.Next.Kind) as INonlinearBlock;
        var preferred = follower?.PreferredInitializer ?? Initializer.XavierUniform;
        var written = (Initializer)(facts.Argument("initializer") as int? ?? 0);
        if (written == Initializer.Auto)
            return preferred;
        if (written is < Initializer.Auto or > Initializer.PyTorchDefault)
        {
            context.Report(
                ProblemIds.UnknownInitializer, facts, "initializer", name, Numbers.Text((int)written), Numbers.Text((int)Initializer.PyTorchDefault));
            return preferred;
        }

        if (follower is not null && InitializerFit.Misfit(written, follower) is { } reason)
            context.Report(ProblemIds.UnfitInitializer, facts, "initializer", name, written.ToString(), reason);
        return written;
    }

    private static float ReadConstant(BlockFacts facts, ReadContext context, string name)
    {
        if (facts.Argument("initializerConstant") is not float constant)
            return 0;
        var isFinite = !float.IsNaN(constant) && !float.IsInfinity(constant);
        if (!isFinite)
        {
            context.Report(
                ProblemIds.ArgumentOutOfRange, facts, "initializerConstant",
                $"Dense block '{name}'", "InitializerConstant", Numbers.Text(constant), "a finite number");
        }

        if ((facts.Argument("initializer") as int? ?? 0) == (int)Initializer.Constant)
            return isFinite ? constant : 0;
        context.Report(ProblemIds.UnusedInitializerConstant, facts, "initializerConstant", name, Numbers.Text(constant));
        return 0;
    }

    private static float? ReadPenalty(BlockFacts facts, ReadContext context, string name, string property, string argument)
    {
        if (facts.Argument(argument) is not double written)
            return null;
        if (PenaltyReader.IsValid((float)written))
            return (float)written;
        context.Report(
            ProblemIds.ArgumentOutOfRange, facts, argument, $"Dense block '{name}'", property, Numbers.Text(written), PenaltyReader.Expected);
        return null;
    }

    private string ReadName(BlockFacts facts, ReadContext context)
    {
        var standard = Kind + Numbers.Plain(context.DenseIndex);
        if (facts.Argument("name") is not string written)
            return standard;
        if (ViewNames.TryPascalCase(written, out var name))
            return name;
        context.Report(ProblemIds.InvalidName, facts, "name", standard, Numbers.Shortened(written), Numbers.Text(ViewNames.MaxLength));
        return standard;
    }
}
