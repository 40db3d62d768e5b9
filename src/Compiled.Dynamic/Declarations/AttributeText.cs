namespace Compiled.Dynamic.Declarations;

/// <summary>One attribute, safe to be compiled: its kind is one of Compiled's and its arguments are constants.</summary>
/// <param name="Kind">Dense, Relu …</param>
/// <param name="Text">The whole, without brackets: <c>Dense(16, Name = "wide")</c>.</param>
internal sealed record AttributeText(string Kind, string Text)
{
    /// <summary>Where it was read; null if it was not.</summary>
    public AttributePlace? Place { get; init; }

    /// <summary>From arguments that are C# text already; empty ones are left out.</summary>
    public static AttributeText Of(string kind, params ReadOnlySpan<string> arguments)
    {
        List<string> written = [];
        foreach (var argument in arguments)
        {
            if (argument.Length > 0)
                written.Add(argument);
        }

        return new(kind, written.Count == 0 ? kind : $"{kind}({string.Join(", ", written)})");
    }
}
