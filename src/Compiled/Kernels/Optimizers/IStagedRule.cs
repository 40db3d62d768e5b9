using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// An update rule in two stages: what leads to a root, and the division and what follows it. A loop that begins one vector before it finishes another gives the
/// processor other work while roots and quotients are computed.
/// </summary>
/// <remarks>
/// Its constants are vectors, made once before a loop: from scalars, the JIT would broadcast each of them again for every vector, which takes a fifth of such a loop. Both stages together have
/// the bits of <see cref="IOptimizer.Update"/>.
/// </remarks>
/// <typeparam name="TSelf">The type itself.</typeparam>
/// <typeparam name="TOptimizer">Whose rule it is.</typeparam>
/// <typeparam name="TLanes">The width.</typeparam>
internal interface IStagedRule<TSelf, TOptimizer, TLanes>
    where TSelf : struct, IStagedRule<TSelf, TOptimizer, TLanes>
    where TOptimizer : struct, IOptimizer
    where TLanes : struct, ILanes<TLanes>
{
    /// <summary>The constants of an optimiser that has begun its step.</summary>
    static abstract TSelf Of(ref readonly TOptimizer optimizer);

    /// <summary>Whether a slot depends on the quotient, so that it is the second stage that replaces it.</summary>
    static virtual bool IsLate => false;

    /// <summary>The number of that slot.</summary>
    static virtual int LateSlot(ref readonly TOptimizer optimizer) => 0;

    /// <summary>Whether the first stage looks at the parameter: where it does not, a loop need not load it twice.</summary>
    static virtual bool BeginsWithParameter => true;

    /// <summary>The first stage: the state, up to the root. What the second stage needs besides goes into the rest.</summary>
    void Begin(
        TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2, out TLanes numerator, out TLanes root, out TLanes rest);

    /// <summary>The second stage: the new parameter, and the late slot if there is one.</summary>
    TLanes Finish(TLanes parameter, TLanes numerator, TLanes root, TLanes rest, ref TLanes late);
}

/// <summary>A loop that is compiled for the type of a rule's stages, which only the optimiser knows.</summary>
internal interface IStagedLoop<TLanes>
    where TLanes : struct, ILanes<TLanes>
{
    void Run<TOptimizer, TRule>(ref readonly TOptimizer optimizer)
        where TOptimizer : struct, IOptimizer
        where TRule : struct, IStagedRule<TRule, TOptimizer, TLanes>;
}

/// <summary>Which of a rule's settings a loop is compiled for.</summary>
internal interface IRuleForm
{
    /// <summary>Those of most programs, so that a loop need not ask about the others in every vector.</summary>
    static abstract bool IsPlain { get; }

    /// <summary>Momentum after the quotient.</summary>
    static virtual bool IsLate => false;
}

/// <summary>No weight decay, and nothing else that costs extra.</summary>
internal readonly struct PlainForm : IRuleForm
{
    public static bool IsPlain => true;
}

/// <summary>Any settings, but for momentum after the quotient.</summary>
internal readonly struct AnyForm : IRuleForm
{
    public static bool IsPlain => false;
}

/// <summary>Any settings.</summary>
internal readonly struct LateForm : IRuleForm
{
    public static bool IsPlain => false;

    public static bool IsLate => true;
}
