namespace Compiled.Generator.Diagnostics;

/// <summary>The IDs of all problems, by name. <see cref="Catalogue"/> words them; docs/diagnostics has a page for each.</summary>
internal static class ProblemIds
{
    public const string NotPartial = "CMP0001";
    public const string ContainerNotPartial = "CMP0002";
    public const string StaticClass = "CMP0003";
    public const string AbstractClass = "CMP0004";
    public const string GenericClass = "CMP0005";
    public const string StructType = "CMP0006";
    public const string InterfaceType = "CMP0007";
    public const string FileLocal = "CMP0008";
    public const string RecordType = "CMP0009";
    public const string PrimaryConstructor = "CMP0010";
    public const string UnusableBase = "CMP0011";
    public const string RequiredMember = "CMP0012";
    public const string UnchainedConstructor = "CMP0013";
    public const string NameTooLong = "CMP0014";
    public const string NoNetworkAttribute = "CMP0015";
    public const string LanguageTooOld = "CMP0016";
    public const string HiddenNamespace = "CMP0017";
    public const string NoBlocks = "CMP0020";
    public const string NoDense = "CMP0021";
    public const string InputsOutOfRange = "CMP0022";
    public const string UnitsOutOfRange = "CMP0023";
    public const string TooManyBlocks = "CMP0024";
    public const string TooManyParameters = "CMP0025";
    public const string ArgumentOutOfRange = "CMP0026";
    public const string UnknownInitializer = "CMP0027";
    public const string UnusedInitializerConstant = "CMP0028";
    public const string InvalidName = "CMP0029";
    public const string DuplicateName = "CMP0030";
    public const string ScatteredBlocks = "CMP0031";
    public const string SoftmaxNotLast = "CMP0032";
    public const string LossWithoutPartner = "CMP0033";
    public const string SecondLoss = "CMP0034";
    public const string LossNotLast = "CMP0035";
    public const string MemberCollision = "CMP0036";
    public const string NameCollision = "CMP0037";
    public const string ReservedName = "CMP0038";
    public const string SingleClass = "CMP0039";
    public const string ClassesNotEnum = "CMP0040";
    public const string ClassCount = "CMP0041";
    public const string ClassValues = "CMP0042";
    public const string ClassesWithoutSoftmax = "CMP0043";
    public const string ClassesLessVisible = "CMP0044";
    public const string UnfitInitializer = "CMP0050";
    public const string SaturatingChain = "CMP0051";
    public const string UnfitLoss = "CMP0055";
    public const string ParameterBudget = "CMP0060";
    public const string ScratchBudget = "CMP0061";
    public const string BudgetOutOfRange = "CMP0062";
    public const string InternalError = "CMP0099";
}
