using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Diagnostics;

/// <summary>Training a network without a loss: one message at the call, which says what is missing.</summary>
[Trait("Speed", "slow")]
public sealed class TrainingCallTests
{
    private const string Declared = "using Compiled; [Network(2)] [Dense(3), Softmax] public partial class Net; ";

    [Theory]
    [InlineData("class A { void M(Net net) { var trainer = net.CreateTrainer(new Adam()); float[] x = [1, 2]; trainer.Step(x, x); } }", "CreateTrainer")]
    [InlineData("class A { readonly Net _net = new(1); History M(Dataset data) => _net.CreateTrainer(new Sgd(0.1f), new TrainerOptions()).Fit(data); }", "CreateTrainer")]
    [InlineData("class A { Net Net { get; } = new(1); Trainer M() => this.Net.ResumeTrainer(new Adam(), \"a.checkpoint\"); }", "ResumeTrainer")]
    [InlineData("class A { void M(Dataset data) => new Net(1).Minimize(data); }", "Minimize")]
    [InlineData("class A { void M(Dataset data) => new Net(1).Minimize(data, new Lbfgs { MaxIterations = 3 }); }", "Minimize")]
    [InlineData("class A { void M(Net? net) => net?.CreateTrainer(new Adam()); }", "CreateTrainer")]
    [InlineData("class A { System.Func<Adam, TrainerOptions?, Trainer> M(Net net) => net.CreateTrainer; }", "CreateTrainer")]
    [InlineData("class A { void M(INetwork<Net> net) => net.CreateTrainer(new Adam()); }", "CreateTrainer")]
    [InlineData("class A { void M(Net? net, Dataset data) => net?.CreateTrainer(new Adam())?.Fit(data); }", "CreateTrainer")]
    [InlineData("class A { string? M(Net? net, Dataset data) => net?.Minimize(data).ToString(); }", "Minimize")]
    public void Is_one_message_at_the_call(string code, string at)
    {
        var result = GeneratorHarness.Run(Declared + code);
        var problem = Assert.Single(result.Problems);
        Assert.Equal("CMP0120", problem.Id);
        Assert.Equal(DiagnosticSeverity.Error, problem.Severity);
        Assert.Equal(at, problem.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(problem.Location.SourceSpan));
        Assert.Equal($"The network 'Net' has no loss, so it has no '{at}': end its attributes with one, such as [CrossEntropy] after [Softmax]", problem.GetMessage());
        Assert.Empty(result.CompilerMessages);
    }

    [Theory]
    [InlineData("class A { void M(Net net, Dataset data) => net.Fit(data); }", "Fit")]
    [InlineData("class A { void M(Net net, float[] x) => net.Step(x, x); }", "Step")]
    [InlineData("class A { Net.Trainer<Adam>? _trainer = null; }", "Trainer<Adam>")]
    [InlineData("partial class Net { void M() => CreateTrainer(new Adam()); }", "CreateTrainer")]
    [InlineData("class A { void M(Net net) => net.CreateTrainer(); }", "CreateTrainer")]
    public void Stands_next_to_CSharps_message_where_that_cannot_be_helped(string code, string at)
    {
        var result = GeneratorHarness.Run(Declared + code);
        var problem = Assert.Single(result.Problems);
        Assert.Equal("CMP0120", problem.Id);
        Assert.Equal(at, problem.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(problem.Location.SourceSpan));
        Assert.Single(result.CompilerErrors);
    }

    [Theory]
    [InlineData("[Dense(1), Sigmoid]", "[BinaryCrossEntropy] after [Sigmoid]")]
    [InlineData("[Dense(1), LogSoftmax]", null)]
    [InlineData("[Dense(2), LogSoftmax]", "[CrossEntropy] after [LogSoftmax]")]
    [InlineData("[Dense(2), Relu] [Dense(1)]", "[MeanSquaredError]")]
    [InlineData("[Dense(2), Softmax, Dropout(0.5)]", null)]
    [InlineData("[Dense(1), Relu]", "[MeanSquaredError]")]
    public void Names_the_loss_that_suits_the_last_activation(string blocks, string? remedy)
    {
        var result = GeneratorHarness.Run($"using Compiled; [Network(2)] {blocks} partial class Net {{ static Trainer M(Net net) => net.CreateTrainer(new Adam()); }}");
        if (remedy is not null)
            Assert.EndsWith("such as " + remedy, Assert.Single(result.Problems).GetMessage(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("class A { static int M(string text) => text.Fit(); }")]
    [InlineData("namespace Other { interface INetwork { } interface INetwork<T> { } class A { void M(INetwork one, INetwork<Net> two) { one.Fit(); two.Fit(); } } }")]
    [InlineData("class A { static void M<T>(T any) => any.Fit(); }")]
    [InlineData("class A { static void M<T>(T any) where T : class, ITrainableNetwork<T> => any.Fit(3); }")]
    [InlineData("class A { void M() => Step(); }")]
    public void What_is_no_network_without_a_loss_is_CSharps_to_report(string code)
    {
        var result = GeneratorHarness.Run(Declared + code);
        Assert.Empty(result.Problems);
        Assert.NotEmpty(result.CompilerErrors);
    }

    [Fact]
    public void A_program_of_statements_is_looked_at_as_well()
    {
        const string Source = "using Compiled; Net net = new(); net.CreateTrainer(new Adam()); Step(); [Network(2)] [Dense(3), Softmax] public partial class Net;";
        var program = GeneratorHarness.Compile(Source).WithOptions(new Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions(OutputKind.ConsoleApplication));
        Assert.Equal("CMP0120", Assert.Single(GeneratorHarness.Run(program).Problems).Id);
    }

    /// <summary>Without generated code nothing tells an extension of the user's from a member that is missing.</summary>
    [Fact]
    public void Without_analyzers_an_extension_of_the_users_silences_the_build()
    {
        var options = HarnessOptions.WithProperties(("RunAnalyzers", "false"));
        const string Call = "class A { static void M(Net net) => net.CreateTrainer(new Adam()); } ";
        Assert.Contains("CMP0120", string.Concat(GeneratorHarness.Run(Declared + Call, options).Sources.Values), StringComparison.Ordinal);
        const string Extension = "static class Own { public static int Fit(this string text) => 1; }";
        Assert.DoesNotContain("CMP0120", string.Concat(GeneratorHarness.Run(Declared + Call + Extension, options).Sources.Values), StringComparison.Ordinal);
        var withLoss = Declared.Replace("public partial", "[CrossEntropy] public partial", StringComparison.Ordinal) + Call;
        Assert.DoesNotContain("CMP0120", string.Concat(GeneratorHarness.Run(withLoss, options).Sources.Values), StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_without_blocks_is_told_a_loss_too() => Assert.Contains(
        GeneratorHarness.Run("using Compiled; [Network(2)] partial class Net { static Trainer M(Net net) => net.CreateTrainer(new Adam()); }").Problems,
        static problem => problem.GetMessage().EndsWith("such as [MeanSquaredError]", StringComparison.Ordinal));

    [Fact]
    public void Generic_code_is_told_the_constraint()
    {
        var result = GeneratorHarness.Run(Declared + "class A { static Trainer M<T>(T net) where T : class, INetwork<T> => net.CreateTrainer(new Adam()); }");
        Assert.Equal("A network of type 'T' may have no loss, so it has no 'CreateTrainer': constrain 'T' by ITrainableNetwork<T>", Assert.Single(result.Problems).GetMessage());
        Assert.Empty(result.CompilerMessages);
        Assert.Empty(GeneratorHarness.Run(Declared + "class A { static Trainer M<T>(T net) where T : class, ITrainableNetwork<T> => net.CreateTrainer(new Adam()); }").Problems);
        var fit = GeneratorHarness.Run(Declared + "class A { static void M<T>(T net) where T : class, INetwork<T> => net.Fit(3); }");
        Assert.Contains("constrain 'T'", Assert.Single(fit.Problems).GetMessage(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_network_may_stand_in_another_assembly()
    {
        var library = GeneratorHarness.Run(Declared).Output;
        var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        image.Position = 0;
        var program = GeneratorHarness.Compile("using Compiled; class A { static Trainer M(Net net) => net.CreateTrainer(new Adam()); }")
            .AddReferences(MetadataReference.CreateFromStream(image));
        var result = GeneratorHarness.Run(program.WithAssemblyName("Program"));
        Assert.Contains("[CrossEntropy] after [Softmax]", Assert.Single(result.Problems).GetMessage(), StringComparison.Ordinal);
        Assert.Empty(result.CompilerMessages);
    }

    [Theory]
    [InlineData("[Network(2)] [Dense(3), Softmax] [CrossEntropy] partial class Net { static Trainer M(Net net) => net.CreateTrainer(new Adam()); }")]
    [InlineData("[Network(2)] [Dense(3), Softmax] partial class Net { int Step() => 1; int M() => Step(); int CreateTrainer(int a) => a; int N(Net net) => net.CreateTrainer(3); }")]
    [InlineData("[Network(2)] [Dense(1)] partial class Net; static class A { static int Fit(this Net net, int a) => a; static int M(Net net) => net.Fit(1); }")]
    [InlineData("class Other { public int CreateTrainer(int a) => a; int M() => new Other().CreateTrainer(1); }")]
    [InlineData("class A { static int Step() => 1; static readonly int B = Step(); bool M() => Trainer.Equals(this, this); }")]
    [InlineData("class NetworkWithoutLoss { public static int Fit(int a) => a; static int M() => Fit(1); }")]
    public void Other_code_of_that_name_is_left_alone(string code)
    {
        var result = GeneratorHarness.Run("using Compiled; " + code);
        Assert.Empty(result.Problems);
        Assert.Empty(result.CompilerMessages);
    }

    /// <summary>Whatever the library's stand-in members are called on, the build says so: none is left to throw.</summary>
    [Theory]
    [InlineData("class Derived : Net; class A { static Trainer M(Derived net) => net.CreateTrainer(new Adam()); }", "The network 'Net' has no loss")]
    [InlineData("class A { static Trainer M<T>(T net) where T : Net => net.CreateTrainer(new Adam()); }", "constrain 'T'")]
    [InlineData("class A { static Trainer M<T>(INetwork<T> net) where T : class, INetwork<T> => net.CreateTrainer(new Adam()); }", "constrain 'T'")]
    [InlineData("interface IMine : INetwork<Net>; class A { static Trainer M(IMine net) => net.CreateTrainer(new Adam()); }", "'IMine' is not a class with [Network] and a loss")]
    [InlineData("class A { static Trainer M(Net net) => NetworkWithoutLoss.CreateTrainer(net, new Adam()); }", "'NetworkWithoutLoss' is not a class")]
    public void No_stand_in_is_called_unnoticed(string code, string expected)
    {
        var result = GeneratorHarness.Run(Declared + code);
        Assert.Contains(expected, Assert.Single(result.Problems).GetMessage(), StringComparison.Ordinal);
        Assert.Empty(result.CompilerMessages);
    }

    /// <summary>What is wrong with the call of a network that has a loss is C#'s to report, as if nothing else bore the name.</summary>
    [Theory]
    [InlineData("net.CreateTrainer(\"adam\")", "CS0453")]
    [InlineData("net.CreateTrainer()", "CS7036")]
    public void A_wrong_call_of_a_network_with_a_loss_is_CSharps_to_report(string call, string expected)
    {
        var result = GeneratorHarness.Run($"using Compiled; [Network(2)] [Dense(1)] [MeanSquaredError] partial class Net {{ static object M(Net net) => {call}; }}");
        Assert.Empty(result.Problems);
        Assert.Equal(expected, Assert.Single(result.CompilerErrors).Id);
    }

    /// <summary>A misspelt loss is C#'s to report, and the only mistake.</summary>
    [Fact]
    public void A_declaration_that_CSharp_rejects_says_nothing_of_its_calls()
    {
        var result = GeneratorHarness.Run("using Compiled; [Network(2)] [Dense(3), Softmax] [CrosEntropy] partial class Net { static Trainer M(Net net) => net.CreateTrainer(new Adam()); }");
        Assert.Empty(result.Problems);
    }
}
