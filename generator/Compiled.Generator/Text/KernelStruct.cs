namespace Compiled.Generator.Text;

/// <summary>A type of the runtime, or of the user's, that computes something.</summary>
/// <param name="Type">Its name.</param>
/// <param name="Arguments">Its settings as arguments of its constructor; empty for one without.</param>
internal sealed record KernelStruct(string Type, string Arguments = "")
{
    /// <summary>A value of it, as an expression: "new LeakyReluActivation(0.01f)".</summary>
    public string New => $"new {Type}({Arguments})";
}
