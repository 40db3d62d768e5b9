using Compiled.Tests.Networks.Declared;

namespace Compiled.Tests.Networks;

/// <summary>All declared networks: the one list that every test over "all networks" reads.</summary>
internal static class DeclaredNetworks
{
    private static readonly NetworkCase[] Cases =
    [
        // Sizes
        new LearnerCase<OneToOne>(),
        new LearnerCase<OneToOneSigmoid>(),
        new LearnerCase<Odd13x31x7>(),
        new LearnerCase<BesideTheLanes>(),
        new LearnerCase<SmallerThanAnyVector>(),
        new LearnerCase<Lanes16>(),
        new LearnerCase<Digits64x32x10>(),
        new LearnerCase<NarrowTanhSoftmax>(),
        new LearnerCase<NarrowTanhSigmoid>(),
        new LearnerCase<WideTanhSoftmax>(),
        new LearnerCase<WideTanhSigmoid>(),
        new LearnerCase<Dot32To1>(),
        new LearnerCase<DotsOfOddInputs>(),
        new LearnerCase<LogisticOf100>(),
        new LearnerCase<DotsInTheMiddle>(),
        new LearnerCase<DotsWithoutBiases>(),
        new LearnerCase<Lanes32x64x128>(),
        new LearnerCase<QuartersAndHalves>(),
        new LearnerCase<Mnist784x128x10>(),
        new LearnerCase<Wide37x300x301x5>(),
        new LearnerCase<Fan1x1024x1>(),
        new LearnerCase<Funnel1000x3x2>(),
        new LearnerCase<OneOutput9x12x1>(),
        new LearnerCase<OneOutput2x16x16x1>(),
        // Depths
        new LearnerCase<DeepRelu>(),
        new LearnerCase<DeepUneven>(),
        new LearnerCase<DeepSigmoid>(),
        new LearnerCase<DeepLinear>(),
        // Blocks
        new LearnerCase<LeakyRelu02>(first: 0.2f),
        new LearnerCase<LeakyReluQuarter>(first: 0.25f),
        new LearnerCase<TanhOutput>(),
        new LearnerCase<ReluOutput>(),
        new LearnerCase<IdentityOutput>(),
        new LearnerCase<SigmoidOutputMeanSquared>(),
        new LearnerCase<SoftmaxOutputMeanSquared>(),
        new LearnerCase<ManyLabels6x10x5>(),
        new LearnerCase<SoftmaxRegression>(),
        new LearnerCase<SeventeenClasses>(),
        new LearnerCase<NoBiases>(),
        new LearnerCase<SomeBiases>(),
        new LearnerCase<NoHiddenActivation>(),
        new LearnerCase<TwoActivationsInARow>(first: 0.5f),
        new LearnerCase<ActivationFirst>(),
        // Losses
        new LearnerCase<AbsoluteError463>(),
        new LearnerCase<AbsoluteError6405>(),
        new LearnerCase<HuberHalf463>(lossSetting: 0.5),
        new LearnerCase<HuberHalf6405>(lossSetting: 0.5),
        new LearnerCase<HingeMargin463>(),
        new LearnerCase<HingeMargin64017>(),
        new LearnerCase<Counts463>(),
        new LearnerCase<Counts6405>(),
        new LearnerCase<NinthDecile463>(lossSetting: 0.9f),
        new LearnerCase<NinthDecile6405>(lossSetting: 0.9f),
        new LearnerCase<LogCosh463>(),
        new LearnerCase<LogCosh6405>(),
        new LearnerCase<SmoothClasses465>(lossSetting: 0.1f),
        new LearnerCase<SmoothClasses64021>(lossSetting: 0.2f),
        new LearnerCase<Divergence465>(),
        new LearnerCase<Divergence64021>(),
        // Activations
        new LearnerCase<Elus>(first: 0.75f),
        new LearnerCase<Selus>(),
        new LearnerCase<Gelus>(),
        new LearnerCase<GelusByTanh>(formula: "GeluTanh"),
        new LearnerCase<Silus>(),
        new LearnerCase<Mishes>(),
        new LearnerCase<Softpluses>(first: 2, second: 1.5f),
        new LearnerCase<Softsigns>(),
        new LearnerCase<HardSigmoids>(),
        new LearnerCase<HardTanhs>(first: -0.5f, second: 0.75f),
        new LearnerCase<HardSwishes>(),
        new LearnerCase<LogSoftmaxOutput>(),
        new LearnerCase<LogSoftmaxOutputWide>(),
        new LearnerCase<OwnActivation>(formula: "Square"),
        new LearnerCase<GeluWide>(),
        new LearnerCase<SilusInARow>(),
        new LearnerCase<GeluBeforeClasses>(),
        new LearnerCase<SiluLast>(),
        new LearnerCase<MishFirst>(),
        new PredictorCase<HardSwishPredicts>(),
        new PredictorCase<GeluPredicts>(),
        new PredictorCase<LogSoftmaxPredicts>(),
        // Initialisers
        new LearnerCase<XavierAndLeCun>(),
        new LearnerCase<HeAndAuto>(),
        new LearnerCase<ConstantAndZeros>(),
        // Forms
        new LearnerCase<NamedBlocks>(),
        new PredictorCase<PredictsOnly>(),
        new PredictorCase<LinearPredictsOnly>(),
        new LearnerCase<Outer.Middle.Inner>(),
        new LearnerCase<@class>(),
        new LearnerCase<Internal>(),
        new LearnerCase<WithinItsBudget>(),
        new LearnerCase<IrisNet>(),
        new LearnerCase<NoNamespaceNet>(),
        // Peers
        .. PeerNetworks.All,
    ];

    private static readonly Dictionary<string, NetworkCase> ByName = Cases.ToDictionary(one => one.Name);

    /// <summary>The names of all networks.</summary>
    public static TheoryData<string> Names => new(ByName.Keys);

    /// <summary>The names of the networks with a loss.</summary>
    public static TheoryData<string> Learners => Where(one => one.HasLoss);

    /// <summary>Network and parameter group, for tests whose failure should name the wrong one.</summary>
    public static TheoryData<string, string> LearnersByGroup
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var one in Cases.Where(one => one.HasLoss))
            foreach (var group in one.Groups)
                data.Add(one.Name, group.Name);
            return data;
        }
    }

    /// <summary>The network of that name.</summary>
    public static NetworkCase Get(string name) => ByName[name];

    /// <summary>The names of the networks that a condition picks.</summary>
    public static TheoryData<string> Where(Func<NetworkCase, bool> condition) => new(Cases.Where(condition).Select(one => one.Name));
}
