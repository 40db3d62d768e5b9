using System.Reflection;
using System.Runtime.CompilerServices;
using Compiled.Dynamic.Compilation;

namespace Compiled.Dynamic.Tests;

/// <summary>Networks that are compiled together are those that are compiled one by one.</summary>
public class CompileManyTests
{
    private static NetworkDeclaration Small(int units) => new NetworkDeclaration(3).Dense(units).Tanh().Dense(2).Softmax().CrossEntropy();

    [Fact]
    public void Each_declaration_has_its_class_in_the_order_of_the_list()
    {
        // All have the same name, two have labels and so an enum of the same name, and one is there twice.
        NetworkDeclaration[] declarations = [Small(4).WithClasses("no", "yes"), Small(5), Small(6).WithClasses("a-b", "c").WithFeatures("x", "y", "z"), Small(5)];
        var results = Many(declarations);
        Assert.Equal(declarations, results.Select(static result => result.Declaration));
        Assert.All(results, static result => Assert.Null(result.Error));
        Assert.Equal(declarations, results.Select(static result => result.Type.Declaration));
        Assert.Same(results[1].Type, results[3].Type);
        Assert.Equal(3, results.Select(static result => result.Type.NetworkClass).Distinct().Count());
        Assert.Equal(["a-b", "c"], results[2].Type.Topology.Classes);
        Assert.Equal(["x", "y", "z"], results[2].Type.Create().FeatureNames);
    }

    [Fact]
    public void The_class_is_that_of_a_compilation_alone()
    {
        var declaration = Small(7).Add("L2(1e-3)").WithClasses("no", "yes");
        var together = Many([Small(8), declaration])[1].Type;
        // Compile would find the class that is there already.
        var alone = NetworkImage.Compile(declaration, TestContext.Current.CancellationToken).Load(declaration);
        Assert.NotSame(alone.NetworkClass, together.NetworkClass);
        Assert.Equal(alone.Topology, together.Topology);
        Assert.Equal(alone.Topology.Declaration, together.Topology.Declaration);
        Assert.Equal(alone.Warnings, together.Warnings);
        Assert.Equal(Trained(alone), Trained(together));
    }

    [Fact]
    public void A_class_for_training_has_less_code_and_is_not_taken_for_one_of_a_build()
    {
        // Wide enough for rows that a build writes out.
        var declaration = new NetworkDeclaration(24).Dense(16).Relu().Dense(4).MeanSquaredError();
        var training = NetworkCompiler.CompileMany([declaration], CompilationPurpose.Training, TestContext.Current.CancellationToken)[0].Type;
        var build = Many([declaration])[0].Type;
        Assert.NotSame(training, build);
        Assert.Same(build, declaration.Compile());
        Assert.Same(training, NetworkCompiler.CompileMany([declaration], CompilationPurpose.Training, TestContext.Current.CancellationToken)[0].Type);
        Assert.InRange(CodeOf(training), 1, CodeOf(build) * 2 / 3);
    }

    [Fact]
    public void A_class_is_found_by_either_way_as_long_as_it_is_in_use()
    {
        var alone = Small(9).Compile();
        var together = Many([Small(10), Small(9)]);
        Assert.Same(alone, together[1].Type);
        Assert.Same(together[0].Type, Small(10).Compile());
    }

    [Fact]
    public void A_wrong_declaration_has_its_errors_and_disturbs_no_other()
    {
        var wrong = new NetworkDeclaration(3).Dense(2).CrossEntropy();
        var misspelt = NetworkDeclaration.Parse("[Network(inputs: 3)] [Dense(2, Width = 2)]");
        var results = Many([Small(11), wrong, Small(12), misspelt]);
        Assert.Equal([null, "CMP0033", null, "CS0246"], results.Select(static result => result.Error?.Problems[0].Id));
        Assert.Equal(wrong.Problems(), results[1].Error!.Problems);
        Assert.Equal(results[1].Error!.Message, Assert.Throws<NetworkCompilationException>(() => results[1].Type).Message);
        Assert.Equal(results[1].Error!.Message, results[1].ToString());
        Assert.Equal(2, results[2].Type.Create(1).OutputSize);
    }

    [Fact]
    public void Warnings_are_those_of_a_build()
    {
        var deep = new NetworkDeclaration(2).Dense(60).Sigmoid().Dense(60).Sigmoid().Dense(60).Sigmoid().Dense(60).Sigmoid().Dense(1).MeanSquaredError();
        var warnings = Many([deep])[0].Type.Warnings;
        Assert.NotEmpty(warnings);
        Assert.Equal(NetworkCompiler.Outline(deep, TestContext.Current.CancellationToken).Warnings, warnings);
    }

    [Fact]
    public void Nothing_gives_nothing_and_null_is_named()
    {
        Assert.Empty(Many([]));
        Assert.Throws<ArgumentNullException>(() => Many(null!));
        Assert.Contains("Declaration 1 is null", Assert.Throws<ArgumentException>(() => Many([Small(1), null!])).Message);
    }

    [Fact]
    public void It_can_be_cancelled()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => NetworkCompiler.CompileMany([Small(13), Small(14)], cancelled.Token));
        Assert.Equal(2, Many([Small(13), Small(14)]).Count(static result => result.Error is null));
    }

    [Fact]
    public async Task Threads_whose_lists_overlap_do_not_wait_for_each_other_forever()
    {
        NetworkDeclaration[] declarations = [.. Enumerable.Range(20, 4).Select(Small)];
        var tasks = Enumerable.Range(0, 4).Select(turn => Task.Run(
            () => Many(turn % 2 == 0 ? declarations : [.. declarations.Reverse()]), TestContext.Current.CancellationToken)).ToList();
        var all = await Task.WhenAll(tasks).WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        foreach (var declaration in declarations)
            Assert.Single(all.Select(results => results.Single(result => result.Declaration == declaration).Type).Distinct());
    }

    [Fact]
    public void Classes_of_one_compilation_are_collected_when_the_last_is_not_in_use_any_more()
    {
        var kept = new StrongBox<DynamicNetworkType?>();
        var context = KeepOne(kept);
        for (var round = 0; round < 3; round++)
            Settle();
        Assert.True(context.IsAlive);
        Assert.Equal(2, OutputsOf(kept));
        kept.Value = null;
        for (var round = 0; round < 20 && context.IsAlive; round++)
            Settle();
        Assert.False(context.IsAlive);
    }

    /// <summary>Bytes of IL of all its methods.</summary>
    private static int CodeOf(DynamicNetworkType type)
    {
        const BindingFlags all = BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance;
        return type.NetworkClass.Assembly.GetTypes().SelectMany(static part => part.GetMethods(all)).Sum(static method => method.GetMethodBody()?.GetILAsByteArray()?.Length ?? 0);
    }

    private static IReadOnlyList<NetworkCompilation> Many(IEnumerable<NetworkDeclaration> declarations) => NetworkCompiler.CompileMany(declarations, TestContext.Current.CancellationToken);

    private static float[] Trained(DynamicNetworkType type)
    {
        const int rows = 20;
        var network = type.Create(5);
        var random = new Random(6);
        var inputs = Enumerable.Range(0, rows * 3).Select(_ => 2 * random.NextSingle() - 1).ToArray();
        var targets = Enumerable.Range(0, rows * 2).Select(static index => index % 2 == index / 2 % 2 ? 1f : 0f).ToArray();
        var trainer = network.CreateTrainer(new Adam());
        List<float> values = [.. Enumerable.Range(0, 4).Select(_ => trainer.Step(inputs, targets))];
        var (parameters, outputs) = (new float[network.ParameterCount], new float[rows * 2]);
        network.CopyParametersTo(parameters);
        network.PredictBatch(inputs, outputs);
        return [.. values, .. parameters, .. outputs];
    }

    /// <summary>In frames of their own, so that no local keeps a class alive.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference KeepOne(StrongBox<DynamicNetworkType?> kept)
    {
        var results = Many([Small(30).WithName("Kept"), Small(31).WithName("Dropped")]);
        Assert.Same(results[0].Type.Context, results[1].Type.Context);
        kept.Value = results[0].Type;
        return new(results[0].Type.Context, trackResurrection: true);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int OutputsOf(StrongBox<DynamicNetworkType?> kept) => kept.Value!.Create(3).OutputSize;

    private static void Settle()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
    }
}
