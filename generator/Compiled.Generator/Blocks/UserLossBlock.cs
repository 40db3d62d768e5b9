using Compiled.Generator.Model;

namespace Compiled.Generator.Blocks;

/// <summary>A loss of the user's: a struct with a value and a derivative.</summary>
internal sealed class UserLossBlock() : LossBlock(Losses.Loss)
{
    private const string Interface = "Compiled.ILoss";

    // Nobody knows what it is for.
    public override bool IsForRegression => false;

    public override bool AveragesOverOutputs => true;

    public override string Kernel(LossSpec spec) => ElementKernel($"UserLoss<{spec.Type!.FullName}>", $"new {spec.Type.FullName}()");

    public override LossSpec Read(BlockFacts facts, ReadContext context)
    {
        // An argument that C# itself rejects is missing here, and typeof(void) and null are no loss.
        var type = facts.Argument("loss") as TypeFact ?? TypeFact.Null with { FullName = "object" };
        var misfit = type.Misfit ?? (type.Interfaces.Contains(Interface) ? null : "does not implement " + Interface);
        if (misfit is not null)
            context.Report(ProblemIds.UnfitLoss, facts, "loss", type.Name, misfit);
        return new LossSpec(Kind) { Values = new([new ArgumentFact("loss", type)]) };
    }
}
