namespace Compiled.Generator.Model;

/// <summary>How the analyzer hands the remedy of a diagnostic to the code fix: under these keys among its properties, with one additional location for each edit.</summary>
internal static class RemedyKeys
{
    /// <summary>What the editor shows.</summary>
    public const string Title = "Remedy";

    /// <summary>Removes the attribute at the edit's location.</summary>
    public const string Remove = "remove";

    /// <summary>Writes the text in the place of the attribute.</summary>
    public const string Replace = "replace";

    /// <summary>Writes the text after the attribute: in its list, or, where the text has brackets, in a list of its own.</summary>
    public const string InsertAfter = "insertAfter";

    /// <summary>The same before it.</summary>
    public const string InsertBefore = "insertBefore";

    /// <summary>Moves the attribute that the diagnostic is reported at behind the one at the edit's location.</summary>
    public const string MoveAfter = "moveAfter";

    /// <summary>The same before it.</summary>
    public const string MoveBefore = "moveBefore";

    /// <summary>Removes an argument of the attribute; the text is its name.</summary>
    public const string RemoveArgument = "removeArgument";

    /// <summary>Gives an argument of the attribute another value, or adds it; the text is its name, "=", and the value.</summary>
    public const string SetArgument = "setArgument";

    /// <summary>The key of the length to write at the additional location of a span of the wrong length.</summary>
    public const string Length = "Length";

    /// <summary>The diagnostics that <c>RemedyCodeFix</c> mends.</summary>
    public static readonly string[] Ids =
    [
        ProblemIds.UnknownInitializer, ProblemIds.UnusedInitializerConstant, ProblemIds.InvalidName, ProblemIds.DuplicateName, ProblemIds.ScatteredBlocks,
        ProblemIds.SoftmaxNotLast, ProblemIds.LossWithoutPartner, ProblemIds.SecondLoss, ProblemIds.LossNotLast, ProblemIds.ReservedName, ProblemIds.SingleClass,
        ProblemIds.ClassesNotEnum, ProblemIds.ClassCount, ProblemIds.ClassesWithoutSoftmax, ProblemIds.UnfitInitializer, ProblemIds.ParameterBudget,
        ProblemIds.ScratchBudget, ProblemIds.BudgetOutOfRange, ProblemIds.NoiseOnOutputs, ProblemIds.NormBeforeDense, ProblemIds.StandardizeNotFirst,
        ProblemIds.ResidualNotEnded, ProblemIds.ResidualNotBegun, ProblemIds.ResidualWidth, ProblemIds.EmptyResidual, ProblemIds.HeadWithoutLoss,
        ProblemIds.DuplicateHead, ProblemIds.LossOfTrunk, ProblemIds.StandardizeTargetsNotLast, ProblemIds.StandardizeTargetsWithoutDense,
        ProblemIds.StandardizeTargetsLoss, ProblemIds.NoLoss, ProblemIds.ActivationAfterActivation, ProblemIds.LinearPair, ProblemIds.UnfitOutputs,
        ProblemIds.RepeatedLayer,
    ];

    /// <summary>The key of what an edit does.</summary>
    public static string ActionOf(int edit) => "Action" + Index(edit);

    /// <summary>The key of what it writes.</summary>
    public static string TextOf(int edit) => "Text" + Index(edit);

    private static string Index(int edit) => edit.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
