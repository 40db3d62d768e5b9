namespace Compiled.Tests.Networks;

/// <summary>Options of trainers whose gradients a test reads.</summary>
public static class Keep
{
    public static TrainerOptions Gradients { get; } = new() { KeepGradients = true };
}
