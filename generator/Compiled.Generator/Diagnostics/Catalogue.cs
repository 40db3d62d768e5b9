using System.Globalization;
using Compiled.Generator.Model;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Diagnostics;

/// <summary>The wording of every problem. Errors cannot be configured away: a network that is wrong has no code that could run.</summary>
internal static partial class Catalogue
{
    private const string HelpPages = "https://github.com/compiled-net/compiled/blob/main/docs/diagnostics/";

    public static IReadOnlyCollection<DiagnosticDescriptor> All => Index.ById.Values;

    public static DiagnosticDescriptor Find(string id) => Index.ById[id];

    /// <summary>"CMP0023: Dense block …", on one line: what follows #error when no analyzer runs.</summary>
    public static string ErrorLine(Problem problem)
    {
        var format = Find(problem.Id).MessageFormat.ToString(CultureInfo.InvariantCulture);
        var text = string.Format(CultureInfo.InvariantCulture, format, [.. problem.Arguments]);
        return problem.Id + ": " + text.Replace('\r', ' ').Replace('\n', ' ');
    }

    /// <summary>A class of its own, because the parts of <see cref="Catalogue"/> are initialised in no defined order.</summary>
    private static class Index
    {
        public static readonly Dictionary<string, DiagnosticDescriptor> ById = new[]
        {
            NotPartial,
            ContainerNotPartial,
            StaticClass,
            AbstractClass,
            GenericClass,
            StructType,
            InterfaceType,
            FileLocal,
            RecordType,
            PrimaryConstructor,
            UnusableBase,
            RequiredMember,
            UnchainedConstructor,
            NameTooLong,
            NoNetworkAttribute,
            LanguageTooOld,
            HiddenNamespace,
            NoBlocks,
            NoDense,
            InputsOutOfRange,
            UnitsOutOfRange,
            TooManyBlocks,
            TooManyParameters,
            ArgumentOutOfRange,
            UnknownInitializer,
            UnusedInitializerConstant,
            InvalidName,
            DuplicateName,
            ScatteredBlocks,
            SoftmaxNotLast,
            LossWithoutPartner,
            SecondLoss,
            LossNotLast,
            MemberCollision,
            NameCollision,
            ReservedName,
            SingleClass,
            ClassesNotEnum,
            ClassCount,
            ClassValues,
            ClassesWithoutSoftmax,
            ClassesLessVisible,
            DuplicateClassLabel,
            UnfitInitializer,
            SaturatingChain,
            UnfitLoss,
            ParameterBudget,
            ScratchBudget,
            BudgetOutOfRange,
            ActivationNotStruct,
            ActivationWithoutInterface,
            ActivationGeneric,
            ActivationUnreachable,
            ActivationNotInlined,
            NoiseOnOutputs,
            NormBeforeDense,
            StandardizeNotFirst,
            ResidualNotEnded,
            ResidualNotBegun,
            ResidualWidth,
            EmptyResidual,
            HeadWithoutLoss,
            HeadWithoutDense,
            DuplicateHead,
            LossOfTrunk,
            TooMuchScratch,
            NoInputGradient,
            WeightsNotFound,
            WeightsAmbiguous,
            WeightsDamaged,
            WeightsMismatch,
            FeatureCount,
            FeatureName,
            DuplicateFeature,
            BinaryClassCount,
            StandardizeTargetsNotLast,
            StandardizeTargetsWithoutDense,
            StandardizeTargetsLoss,
            InternalError,
            NoLoss,
            ConstructorCollision,
            ActivationAfterActivation,
            LinearPair,
            UnfitOutputs,
            RepeatedLayer,
            WrongLength,
            NetworkPerPrediction,
            TrainerPerStep,
        }.ToDictionary(static descriptor => descriptor.Id, StringComparer.Ordinal);
    }
}
