using Compiled.Runtime;

namespace Compiled;

/// <summary>What a run of <see cref="Trainer.Minimize"/> sees of its trainer.</summary>
internal interface IMinimizingTrainer
{
    ParameterStore Parameters { get; }

    /// <summary>Loss and gradient at the parameters as they are. Frozen blocks have a gradient of 0.</summary>
    /// <returns>The loss with its penalty, and the mean loss alone, neither rounded to float.</returns>
    (double Objective, double Loss) Evaluate(Dataset data, Span<float> gradient);

    /// <summary>Parameters ← start + step·direction, where blocks are not frozen.</summary>
    void MoveTo(ReadOnlySpan<float> start, ReadOnlySpan<float> direction, float step);

    /// <summary>Makes them the gradients and the loss that the trainer shows.</summary>
    void Show(ReadOnlySpan<float> gradient, float loss);

    /// <summary>The first block with a parameter that is not finite, or null.</summary>
    string? NonFiniteBlock();
}
