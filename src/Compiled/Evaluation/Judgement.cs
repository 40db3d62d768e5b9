namespace Compiled;

/// <summary>What outputs are judged as.</summary>
internal enum Judgement
{
    /// <summary>Numbers, by their distance.</summary>
    Numbers,

    /// <summary>One output that is a yes or a no.</summary>
    YesOrNo,

    /// <summary>Several outputs, each a yes or a no.</summary>
    Labels,

    /// <summary>Several outputs of which the largest wins.</summary>
    Classes,
}
