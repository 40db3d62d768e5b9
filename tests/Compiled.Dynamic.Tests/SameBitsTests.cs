using Compiled.Tests.Portable;
using INetworkVisitor = Compiled.Tests.Portable.INetworkVisitor;

namespace Compiled.Dynamic.Tests;

/// <summary>What is compiled at run time is what a build would have made.</summary>
[Trait("Speed", "slow")]
public class SameBitsTests
{
    public static TheoryData<string> Names => [.. PortableNetworks.Names.Select(static row => row.Data).Where(static name => name != "OwnActivationNet")];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_topology_compiled_again_is_equal_and_predicts_the_same_bits(string name) => PortableNetworks.Visit(name, new Predictions(Compiling.Compile));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_topology_compiled_again_trains_to_the_same_bits(string name) => PortableNetworks.Visit(name, new Training(Compiling.Compile));

    [Fact]
    public void Classes_compiled_together_for_training_are_equal_and_have_the_same_bits()
    {
        var topologies = new Topologies();
        foreach (var name in Names)
            PortableNetworks.Visit(name.Data, topologies);
        NetworkDeclaration[] declarations = [.. topologies.All.Select(NetworkDeclaration.Of)];
        var types = NetworkCompiler.CompileMany(declarations, CompilationPurpose.Training, TestContext.Current.CancellationToken)
            .ToDictionary(static result => result.Declaration, static result => result.Type);
        Assert.Equal(topologies.All, declarations.Select(declaration => types[declaration].Topology));
        foreach (var name in Names)
        {
            PortableNetworks.Visit(name.Data, new Predictions(declaration => types[declaration]));
            PortableNetworks.Visit(name.Data, new Training(declaration => types[declaration]));
        }
    }

    [Fact]
    public void The_same_seed_draws_the_same_parameters()
    {
        var (expected, actual) = (new float[ClassicNet.ParameterCount], new float[ClassicNet.ParameterCount]);
        new ClassicNet(seed: 7).CopyParametersTo(expected);
        NetworkDeclaration.Of(ClassicNet.Topology).Compile().Create(seed: 7).CopyParametersTo(actual);
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void An_activation_of_the_programs_own_is_refused_with_the_remedy()
    {
        var problem = Assert.Single(Assert.Throws<NetworkCompilationException>(() => NetworkDeclaration.Of(OwnActivationNet.Topology)).Problems);
        Assert.Equal("DYN0002", problem.Id);
        Assert.Contains("declare that network in C#", problem.Message);
    }

    /// <summary>The network of T's topology, with the parameters and statistics of another.</summary>
    private static DynamicNetwork Twin<T>(T network, Func<NetworkDeclaration, DynamicNetworkType> compile)
        where T : class, INetwork<T>
    {
        var twin = compile(NetworkDeclaration.Of(T.Topology)).Create(1);
        foreach (var (source, target) in NetworkTensor.Of(network).Zip(twin.Tensors))
        {
            Assert.Equal((source.Name, source.Length), (target.Name, target.Length));
            var values = new float[source.Length];
            source.CopyTo(values);
            target.CopyFrom(values);
        }

        return twin;
    }

    private sealed class Topologies : INetworkVisitor
    {
        public List<Topology> All { get; } = [];

        public void Visit<T>()
            where T : class, INetwork<T> => All.Add(T.Topology);
    }

    private sealed class Predictions(Func<NetworkDeclaration, DynamicNetworkType> compile) : INetworkVisitor
    {
        private const int Rows = 37;

        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var declared = PortableNetworks.Drawn<T>(5);
            var twin = Twin(declared, compile);
            Assert.Equal(T.Topology, twin.Topology);
            Assert.Equal((T.InputSize, T.OutputSize, T.ParameterCount), (twin.InputSize, twin.OutputSize, twin.ParameterCount));

            var inputs = PortableNetworks.Inputs<T>(Rows, 2);
            var (expected, actual, threaded) = (new float[Rows * T.OutputSize], new float[Rows * T.OutputSize], new float[Rows * T.OutputSize]);
            declared.PredictBatch(inputs, expected);
            twin.PredictBatch(inputs, actual);
            twin.PredictBatch(inputs, threaded, threads: 2);
            Assert.Equal(expected, actual);
            Assert.Equal(expected, threaded);

            declared.Predict(inputs.AsSpan(0, T.InputSize), expected.AsSpan(0, T.OutputSize));
            twin.Predict(inputs.AsSpan(0, T.InputSize), actual.AsSpan(0, T.OutputSize));
            Assert.Equal(expected, actual);
        }
    }

    /// <summary>Both are trained, by one visitor: five steps of Adam.</summary>
    private sealed class Training(Func<NetworkDeclaration, DynamicNetworkType> compile) : INetworkVisitor, INetworkVisitor<float[]>
    {
        public void Visit<T>()
            where T : class, INetwork<T>
        {
            var declared = PortableNetworks.Drawn<T>(6);
            var twin = Twin(declared, compile);
            if (T.Topology.Loss is null)
            {
                Assert.False(twin.Type.IsTrainable);
                Assert.Contains("has no loss", Assert.Throws<InvalidOperationException>(() => twin.CreateTrainer(new Adam())).Message);
                return;
            }

            // The declared class is trained through its own type, the other through the visitor of its kind.
            var trainer = (Trainer)typeof(Training).GetMethod(nameof(TrainerOf), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(typeof(T)).Invoke(null, [declared])!;
            var (expected, actual) = (Trained(trainer, declared), Trained(twin.CreateTrainer(new Adam()), twin));
            Assert.Equal(expected.Losses, actual.Losses);
            Assert.Equal(expected.Parameters, actual.Parameters);
            Assert.All(expected.Losses, static loss => Assert.True(float.IsFinite(loss)));
        }

        public float[] Visit<T>(T network)
            where T : class, INetwork<T>
        {
            var parameters = new float[T.ParameterCount];
            network.CopyParametersTo(parameters);
            return parameters;
        }

        private static Trainer TrainerOf<T>(T network)
            where T : class, ITrainableNetwork<T> => network.CreateTrainer(new Adam());

        private (float[] Losses, float[] Parameters) Trained<T>(Trainer trainer, T network)
            where T : class, INetwork<T> => (Losses(trainer), Visit(network));

        private (float[] Losses, float[] Parameters) Trained(Trainer trainer, DynamicNetwork network) => (Losses(trainer), network.Accept(this));

        private static float[] Losses(Trainer trainer)
        {
            const int Rows = 9;
            var topology = trainer.Topology;
            var random = new Random(3);
            var inputs = Enumerable.Range(0, Rows * topology.InputSize).Select(_ => 2 * random.NextSingle() - 1).ToArray();
            // Of one class in each row, for the losses that want probabilities.
            var targets = Enumerable.Range(0, Rows * topology.OutputSize).Select(index => index % topology.OutputSize == index / topology.OutputSize % topology.OutputSize ? 1f : 0f).ToArray();
            return [.. Enumerable.Range(0, 5).Select(_ => trainer.Step(inputs, targets))];
        }
    }
}
