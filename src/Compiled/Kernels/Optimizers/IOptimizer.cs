using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// An update rule: w ← w − η · (something of the gradient). A struct, so that every trainer is compiled for its rule.
/// </summary>
/// <remarks>
/// A rule holds its rates and the scalars of the current step (such as Adam's bias corrections); what it remembers per parameter lives in
/// up to three state slots that the trainer owns. The rule is applied lane-wise, so it may use only the operations of
/// <see cref="ILanes{TSelf}"/>: the bits are then the same on every machine. <c>Update</c> works on copies of the struct: it must not
/// change it, and a parameter whose gradient is always zero and whose state began as zeros (the padding of a row) must stay zero.
/// </remarks>
public interface IOptimizer
{
    /// <summary>η. May be changed between steps; finite and not negative.</summary>
    float LearningRate { get; set; }

    /// <summary>How many floats per parameter the rule remembers: 0 to 3.</summary>
    int StateSlots { get; }

    /// <summary>
    /// All settings but the rate, as an object initialiser has them, with numbers written invariantly: "Beta1 = 0.9, Beta2 = 0.999". A checkpoint holds
    /// them, and <see cref="Trainer.Resume(string)"/> compares them. Empty, if a rule does not say, by default: then its settings are not compared.
    /// </summary>
    string Settings => "";

    /// <summary>
    /// Throws an <see cref="ArgumentException"/> that names the setting and its value when one is out of range, or the struct is
    /// <c>default</c>.
    /// </summary>
    void Validate();

    /// <summary>
    /// Called once before the parameters of each step, with the number of the step, from 1: the place to compute bias corrections.
    /// </summary>
    /// <remarks>
    /// The first call need not be that of step 1, and numbers may be left out or come again: a resumed training begins in the middle with a new struct, a return
    /// to the last good state goes back. What the rule holds afterwards must depend on its settings, its rate and this number alone.
    /// </remarks>
    void BeginStep(long step);

    /// <summary>
    /// The new parameter; the state slots are read and replaced. Slots beyond <see cref="StateSlots"/> are to be ignored.
    /// </summary>
    TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>;
}
