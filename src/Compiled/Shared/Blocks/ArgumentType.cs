namespace Compiled;

/// <summary>What an argument of a block's attribute is.</summary>
internal enum ArgumentType
{
    /// <summary>A double that is used as a float.</summary>
    Number,

    /// <summary>A float.</summary>
    Single,

    /// <summary>A bool.</summary>
    Flag,

    /// <summary>A member of an enum.</summary>
    Choice,

    /// <summary>An int.</summary>
    Count,

    /// <summary>A string.</summary>
    Text,

    /// <summary>A struct of the user's, as typeof.</summary>
    Struct,
}

/// <summary>Whether a topology shows an argument.</summary>
internal enum ArgumentUse
{
    /// <summary>Always.</summary>
    Shown,

    /// <summary>Where it differs from the standard one.</summary>
    ShownIfSet,

    /// <summary>Never: it decides neither predictions nor losses, or the block's shape and name show it.</summary>
    Unseen,
}
