using Compiled.Numerics;

namespace Compiled;

/// <summary>
/// An optimiser: w ← w − η · (a function of the gradient). A struct, so that every trainer is compiled for its optimiser.
/// </summary>
/// <remarks>
/// It has its rates and the scalars of the current step (such as Adam's bias corrections); its state per parameter is kept in
/// up to three state slots that the trainer owns. It is applied lane-wise, so it may use only the operations of
/// <see cref="ILanes{TSelf}"/>: the bits are then the same on every machine. <c>Update</c> works on copies of the struct: it must not
/// change it, and a parameter with a gradient of zero and an initial state of zeros (the padding of a row) must stay zero.
/// </remarks>
public interface IOptimizer
{
    /// <summary>η. May be changed between steps; finite and not negative.</summary>
    float LearningRate { get; set; }

    /// <summary>The number of floats of state per parameter: 0 to 3.</summary>
    int StateSlots { get; }

    /// <summary>
    /// All settings except the rate, in the form of an object initialiser, with invariant numbers: "Beta1 = 0.9, Beta2 = 0.999". A checkpoint contains
    /// them, and <see cref="Trainer.Resume(string)"/> compares them. Empty by default, in which case settings are not compared.
    /// </summary>
    string Settings => "";

    /// <summary>
    /// Throws an <see cref="ArgumentException"/> that names the setting and its value when one is out of range, or the struct is
    /// <c>default</c>.
    /// </summary>
    void Validate();

    /// <summary>
    /// Called once before the parameters of each step, with the number of the step, from 1. Compute bias corrections here.
    /// </summary>
    /// <remarks>
    /// The first call need not be for step 1, and numbers may be skipped or repeated: a resumed run begins in the middle with a new struct, and a return
    /// to the last good state goes back. The state afterwards must depend only on the settings, the rate and this number.
    /// </remarks>
    void BeginStep(long step);

    /// <summary>
    /// The new parameter; the state slots are read and replaced. Ignore slots beyond <see cref="StateSlots"/>.
    /// </summary>
    TLanes Update<TLanes>(TLanes parameter, TLanes gradient, ref TLanes state0, ref TLanes state1, ref TLanes state2)
        where TLanes : struct, ILanes<TLanes>;

    /// <summary>Whether the rule is also there in two stages: see <see cref="IStagedRule{TSelf,TOptimizer,TLanes}"/>.</summary>
    internal static virtual bool IsStaged => false;

    /// <summary>Runs a loop with the type of the rule's stages.</summary>
    internal void RunStaged<TLanes, TLoop>(ref TLoop loop)
        where TLanes : struct, ILanes<TLanes>
        where TLoop : struct, IStagedLoop<TLanes>, allows ref struct => throw new NotSupportedException();
}
