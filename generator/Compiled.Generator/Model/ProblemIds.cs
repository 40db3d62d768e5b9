namespace Compiled.Generator.Model;

/// <summary>The IDs of all problems, by name. The catalogue of diagnostics words them; docs/diagnostics has a page for each.</summary>
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
    public const string DuplicateClassLabel = "CMP0045";
    public const string UnfitInitializer = "CMP0050";
    public const string SaturatingChain = "CMP0051";
    public const string UnfitLoss = "CMP0055";
    public const string ParameterBudget = "CMP0060";
    public const string ScratchBudget = "CMP0061";
    public const string BudgetOutOfRange = "CMP0062";
    public const string ActivationNotStruct = "CMP0070";
    public const string ActivationWithoutInterface = "CMP0071";
    public const string ActivationGeneric = "CMP0072";
    public const string ActivationUnreachable = "CMP0073";
    public const string ActivationNotInlined = "CMP0074";
    public const string NoiseOnOutputs = "CMP0075";
    public const string NormBeforeDense = "CMP0077";
    public const string StandardizeNotFirst = "CMP0078";
    public const string ResidualNotEnded = "CMP0080";
    public const string ResidualNotBegun = "CMP0081";
    public const string ResidualWidth = "CMP0082";
    public const string EmptyResidual = "CMP0083";
    public const string HeadWithoutLoss = "CMP0084";
    public const string HeadWithoutDense = "CMP0085";
    public const string DuplicateHead = "CMP0086";
    public const string LossOfTrunk = "CMP0087";
    public const string TooMuchScratch = "CMP0088";
    public const string NoInputGradient = "CMP0093";
    public const string WeightsNotFound = "CMP0094";
    public const string WeightsAmbiguous = "CMP0095";
    public const string WeightsDamaged = "CMP0096";
    public const string WeightsMismatch = "CMP0097";
    public const string StandardizeTargetsNotLast = "CMP0110";
    public const string StandardizeTargetsWithoutDense = "CMP0111";
    public const string StandardizeTargetsLoss = "CMP0112";
    public const string InternalError = "CMP0099";
    public const string FeatureCount = "CMP0100";
    public const string FeatureName = "CMP0101";
    public const string DuplicateFeature = "CMP0102";
    public const string BinaryClassCount = "CMP0103";
    public const string NoLoss = "CMP0120";
    public const string ConstructorCollision = "CMP0121";
    public const string ActivationAfterActivation = "CMP0122";
    public const string LinearPair = "CMP0123";
    public const string UnfitOutputs = "CMP0124";
    public const string RepeatedLayer = "CMP0125";
    public const string WrongLength = "CMP0130";
    public const string NetworkPerPrediction = "CMP0131";
    public const string TrainerPerStep = "CMP0132";

    /// <summary>What is worth a word and yet no error: a network with these alone is generated.</summary>
    private static readonly HashSet<string> Remarks = new(StringComparer.Ordinal)
    {
        ActivationNotInlined, NoiseOnOutputs, ActivationAfterActivation, LinearPair, UnfitOutputs, RepeatedLayer, UnfitInitializer, SaturatingChain,
        WrongLength, NetworkPerPrediction, TrainerPerStep,
    };

    /// <summary>Whether a problem stops the network from being generated.</summary>
    public static bool IsError(string id) => !Remarks.Contains(id);
}
