using Compiled.Generator.Model;
using Compiled.Generator.Text;

namespace Compiled.Generator.Blocks;

/// <summary>[Activation(typeof(…))]: φ and φ′ from a struct of the user's.</summary>
internal sealed class UserActivationBlock() : ActivationBlock(Sigmoids.Activation)
{
    private const string Interface = "Compiled.IActivationFunction";

    public override Initializer PreferredInitializer => Initializer.XavierUniform;

    public override bool NeedsInput => true;

    // Nobody knows how long its body is.
    public override bool JoinsOneRow => false;

    public override KernelStruct Kernel(ActivationSpec spec) => new(spec.Struct("function")!.FullName);

    public override BlockSpec Read(BlockFacts facts, ReadContext context)
    {
        // A typeof that C# itself rejects is missing here, and the compiler's message is enough.
        var identity = new ActivationSpec(Sigmoids.Identity.Name, context.Width);
        if (facts.Argument("function") is not TypeFact type)
            return identity;

        if (type.Kind != "struct")
        {
            context.Report(ProblemIds.ActivationNotStruct, facts, "function", type.Name, type.Kind == "null" ? "no type" : Article(type.Kind));
            return identity;
        }

        if (!type.Interfaces.Contains(Interface))
        {
            context.Report(ProblemIds.ActivationWithoutInterface, facts, "function", type.Name);
            return identity;
        }

        if (type.IsGeneric)
        {
            context.Report(ProblemIds.ActivationGeneric, facts, "function", type.Name);
            return identity;
        }

        if (!type.IsReachable)
        {
            context.Report(ProblemIds.ActivationUnreachable, facts, "function", type.Name);
            return identity;
        }

        if (type.UninlinedMethods.FirstOrDefault(static method => method is "Value" or "Derivative") is { } method)
            context.Report(ProblemIds.ActivationNotInlined, facts, "function", type.Name, method);
        return new ActivationSpec(Kind, context.Width) { Values = new([new ArgumentFact("function", type)]) };
    }

    private static string Article(string kind) => (kind[0] is 'a' or 'e' or 'i' ? "an " : "a ") + kind;
}
