using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Calls;

/// <summary>Spans whose length the source says, passed where another is needed.</summary>
[Trait("Speed", "slow")]
public sealed class SpanCallTests
{
    /// <summary>4 inputs, 3 outputs, 15 parameters.</summary>
    private const string Net = "using System; using Compiled; [Network(4)] [Dense(3), Softmax] [CrossEntropy] [Differentiable] public sealed partial class Net; ";

    private const string Start = "class A { const int Four = 4; static readonly float[] Row4 = new float[4]; readonly float[] _row3 = [1, 2, 3]; static ReadOnlySpan<float> Fixed5 => [1, 2, 3, 4, 5]; "
        + "void M(Net net, Net.Trainer<Adam> trainer, float[] any, Span<float> span) { ";

    private const string End = " } }";

    [Theory]
    [InlineData("net.Predict(new float[3], new float[3]);", "new float[3]", "'input' of 'Net.Predict' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Predict(any, new float[] { 1 });", "new float[] { 1 }", "'output' of 'Net.Predict' has 1 float, but Net.OutputSize is 3: pass exactly 3")]
    [InlineData("net.Predict([1, 2, 3, 4, 5], any);", "[1, 2, 3, 4, 5]", "'input' of 'Net.Predict' has 5 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Predict([.. Row4, 5], any);", "[.. Row4, 5]", "'input' of 'Net.Predict' has 5 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Predict(stackalloc float[Four + 1], any);", "stackalloc float[Four + 1]", "'input' of 'Net.Predict' has 5 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Predict(stackalloc[] { 1f, 2f }, any);", "stackalloc[] { 1f, 2f }", "'input' of 'Net.Predict' has 2 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Predict(output: span[1..3], input: any);", "span[1..3]", "'output' of 'Net.Predict' has 2 floats, but Net.OutputSize is 3: pass exactly 3")]
    [InlineData("net.Classify(any.AsSpan(0, 3));", "any.AsSpan(0, 3)", "'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(Row4.AsSpan(1));", "Row4.AsSpan(1)", "'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(Row4.AsSpan(..^1));", "Row4.AsSpan(..^1)", "'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(Row4[1..]);", "Row4[1..]", "'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(new ReadOnlySpan<float>(any, 1, 3));", "new ReadOnlySpan<float>(any, 1, 3)", "'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.TryClassify(span.Slice(0, 5), out _);", "span.Slice(0, 5)", "'input' of 'Net.TryClassify' has 5 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(_row3);", "_row3", "'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(Fixed5);", "Fixed5", "'input' of 'Net.Classify' has 5 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(GC.AllocateUninitializedArray<float>(5));", "GC.AllocateUninitializedArray<float>(5)", "'input' of 'Net.Classify' has 5 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(default);", "default", "'input' of 'Net.Classify' has 0 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("float[] x = { 1, 2 }; net.Classify(x);", "x", "'input' of 'Net.Classify' has 2 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("Span<float> x = stackalloc float[5]; ReadOnlySpan<float> y = x; net?.Classify(y);", "y", "'input' of 'Net.Classify' has 5 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.CopyParametersTo(new float[14]);", "new float[14]", "'destination' of 'Net.CopyParametersTo' has 14 floats, but Net.ParameterCount is 15: pass exactly 15")]
    [InlineData("net.CopyParametersFrom([]);", "[]", "'source' of 'Net.CopyParametersFrom' has 0 floats, but Net.ParameterCount is 15: pass exactly 15")]
    [InlineData("net.Jacobian(any, new float[7]);", "new float[7]", "'result' of 'Net.Jacobian' has 7 floats, but 3 outputs by 4 inputs have 12 derivatives: pass exactly 12")]
    [InlineData("net.InputGradient(any, [1, 2, 3], new float[3]);", "new float[3]", "'result' of 'Net.InputGradient' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.PredictBatch(new float[7], any);", "new float[7]", "'inputs' of 'Net.PredictBatch' has 7 floats, which is not a whole number of rows of 4: pass a multiple of Net.InputSize")]
    [InlineData("net.PredictBatch(new float[7], new float[6]);", "new float[7]", "'inputs' of 'Net.PredictBatch' has 7 floats, which is not a whole number of rows of 4: pass a multiple of Net.InputSize")]
    [InlineData("net.PredictBatch(any, new float[7], threads: 2);", "new float[7]", "'outputs' of 'Net.PredictBatch' has 7 floats, which is not a whole number of rows of 3: pass a multiple of Net.OutputSize")]
    [InlineData("net.PredictBatch(new float[8], new float[7]);", "new float[7]", "'outputs' of 'Net.PredictBatch' has 7 floats, but 2 rows of 3 need 6: pass exactly 6")]
    [InlineData("net.PredictBatch([], any);", "[]", "'inputs' of 'Net.PredictBatch' is empty: pass at least one row of 4 floats")]
    [InlineData("trainer.Step(new float[4], new float[6]);", "new float[6]", "'targets' of 'Net.Step' has 6 floats, but one row of 3 needs 3: pass exactly 3")]
    [InlineData("trainer.Step(new float[8], [0]);", "[0]", "'targets' of 'Net.Step' has 1 float, but 2 rows of 3 need 6: pass exactly 6")]
    [InlineData("trainer.Step(new float[8], new int[1]);", "new int[1]", "'labels' of 'Net.Step' has 1 label, but 'inputs' has 2 rows: pass one label per row")]
    [InlineData("trainer.MeanLoss(new float[4], any, [1, 2]);", "[1, 2]", "'sampleWeights' of 'Net.MeanLoss' has 2 weights, but 'inputs' is one row: pass one weight per row")]
    [InlineData("trainer.StepFromGradient(any, [1, 2]);", "[1, 2]", "'outputGradients' of 'Net.StepFromGradient' has 2 floats, which is not a whole number of rows of 3: pass a multiple of Net.OutputSize")]
    [InlineData("net.CreateTrainer(new Sgd(0.1f)).CopyGradientsTo(new float[3]);", "new float[3]", "'destination' of 'Net.CopyGradientsTo' has 3 floats, but Net.ParameterCount is 15: pass exactly 15")]
    [InlineData("((INetwork<Net>)net).Predict([1], any);", "[1]", "'input' of 'Net.Predict' has 1 float, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(default(ReadOnlySpan<float>));", "default(ReadOnlySpan<float>)", "'input' of 'Net.Classify' has 0 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(Span<float>.Empty);", "Span<float>.Empty", "'input' of 'Net.Classify' has 0 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(ReadOnlySpan<float>.Empty);", "ReadOnlySpan<float>.Empty", "'input' of 'Net.Classify' has 0 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(new Span<float>());", "new Span<float>()", "'input' of 'Net.Classify' has 0 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(new Span<float>(_row3));", "new Span<float>(_row3)", "'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(Array.Empty<float>());", "Array.Empty<float>()", "'input' of 'Net.Classify' has 0 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(GC.AllocateArray<float>(5));", "GC.AllocateArray<float>(5)", "'input' of 'Net.Classify' has 5 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(Row4.AsSpan()[..3]);", "Row4.AsSpan()[..3]", "'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(Row4.AsSpan(^2));", "Row4.AsSpan(^2)", "'input' of 'Net.Classify' has 2 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify(Row4.AsSpan().Slice(1).ToArray());", "Row4.AsSpan().Slice(1).ToArray()", "'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("net.Classify([.. Row4, .. _row3]);", "[.. Row4, .. _row3]", "'input' of 'Net.Classify' has 7 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("Span<float> x = stackalloc float[] { 1, 2 }; net.Classify(x);", "x", "'input' of 'Net.Classify' has 2 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("Func<int> f = () => { float[] x = new float[3]; return net.Classify(x); }; f();", "x", "'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("float x = 1; net.Classify(new ReadOnlySpan<float>(ref x));", "new ReadOnlySpan<float>(ref x)", "'input' of 'Net.Classify' has 1 float, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("trainer.Step(new float[8], new int[3]);", "new int[3]", "'labels' of 'Net.Step' has 3 labels, but 'inputs' has 2 rows: pass one label per row")]
    [InlineData("net.InputGradient(any, new float[2], any);", "new float[2]", "'outputGradient' of 'Net.InputGradient' has 2 floats, but Net.OutputSize is 3: pass exactly 3")]
    [InlineData("net.Classify(any.AsSpan().Slice(1, 3).ToArray());", "any.AsSpan().Slice(1, 3).ToArray()", "'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    [InlineData("unsafe { fixed (float* p = any) net.Classify(new Span<float>(p, 3)); }", "new Span<float>(p, 3)", "'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4")]
    public void A_wrong_length_is_one_warning_at_the_argument(string code, string at, string message)
    {
        var result = GeneratorHarness.Run(Net + Start + code + End, new HarnessOptions { Unsafe = true });
        Assert.Empty(result.CompilerErrors);
        var problem = Assert.Single(result.Problems);
        Assert.Equal(("CMP0130", DiagnosticSeverity.Warning), (problem.Id, problem.Severity));
        Assert.Equal(message, problem.GetMessage());
        Assert.Equal(at, TextAt(problem));
    }

    [Fact]
    public void The_length_may_be_said_in_another_file()
    {
        var compilation = GeneratorHarness.Compile([Net + "partial class A { int M(Net net) => net.Classify(Row); }", "partial class A { static readonly float[] Row = new float[3]; }"]);
        Assert.Equal("'input' of 'Net.Classify' has 3 floats, but Net.InputSize is 4: pass exactly 4", Assert.Single(GeneratorHarness.Run(compilation).Problems).GetMessage());
    }

    [Fact]
    public void Rows_to_standardize_by_are_whole()
    {
        var result = GeneratorHarness.Run("using Compiled; [Network(4)] [Standardize] [Dense(3)] public partial class Net { static void M(Net net) => net.FitStandardization(new float[7]); }");
        Assert.Equal(
            "'rows' of 'Net.FitStandardization' has 7 floats, which is not a whole number of rows of 4: pass a multiple of Net.InputSize", Assert.Single(result.Problems).GetMessage());
    }

    [Fact]
    public void Scratch_may_be_longer_but_not_shorter()
    {
        var result = GeneratorHarness.Run(Net + Start + "net.Predict(any, span, new float[1]); net.Predict(any, span, new float[1_000_000]);" + End);
        Assert.Matches("^'scratch' of 'Net.Predict' has 1 float, but Net.ScratchSize is [0-9]+: pass at least [0-9]+$", Assert.Single(result.Problems).GetMessage());
    }

    [Theory]
    [InlineData("net.Predict(new float[4], new float[3]); net.Predict([1, 2, 3, 4], Row4.AsSpan(1)); net.Classify(Row4); net.CopyParametersTo(new float[15]);")]
    [InlineData("net.PredictBatch(new float[8], new float[6]); trainer.Step(new float[8], new int[2]); trainer.Step(any, new float[3]); net.Jacobian(Row4, stackalloc float[12]);")]
    [InlineData("net.Predict(any, span); net.Predict(any.AsSpan(1), span.Slice(2)); net.Predict([.. any], any[1..]);")]
    [InlineData("var x = new float[3]; x = any; net.Classify(x);")]
    [InlineData("var x = new float[3]; Array.Resize(ref x, 4); net.Classify(x);")]
    [InlineData("var x = new float[3]; (x, any) = (any, x); net.Classify(x);")]
    [InlineData("var x = any.Length > 3 ? any : new float[3]; net.Classify(x);")]
    [InlineData("float[] x = null!; net.Classify(x); net.Classify(new float[any.Length]);")]
    [InlineData("INetwork<Net> other = net; other.PredictBatch(any, span); Trainer basic = trainer; basic.Step(new float[3], any);")]
    [InlineData("ref var x = ref any; net.Classify(x); var y = new float[2, 2]; Console.WriteLine(y.Length); var z = new float[2][]; net.Classify(z[0]);")]
    [InlineData("net.Classify(any.AsSpan(any.Length - 4)); net.Classify(any[any.Length..]); net.Classify(any.AsSpan(5)); net.Classify(span[^4..]); net.Classify(Row4[3..1]);")]
    [InlineData("net.Classify(new ReadOnlySpan<float>(any)); net.Classify(new float[4].AsSpan(0, any.Length)); net.Classify(GC.AllocateArray<float>(any.Length)); net.Classify([.. any, 1]);")]
    [InlineData("float[] a = new float[3]; float[] b = a; float[] c = b; float[] d = c; float[] e = d; float[] f = e; float[] g = f; float[] h = g; float[] i = h; float[] j = i; net.Classify(j);")]
    [InlineData("Span<float> x = stackalloc float[any.Length]; net.Classify(x); Span<float> y = stackalloc[] { any[0], 1f, 2f, 3f }; net.Classify(y);")]
    [InlineData("trainer.Step(any, new int[1]); trainer.MeanLoss(new float[8], new float[6], [1, 2]); trainer.MeanLoss(any, any, [1]);")]
    [InlineData("net.PredictBatch(Array.Empty<float>()[..0].AsSpan(0, any.Length), any); trainer.Step(any, any);")]
    [InlineData("System.Collections.Generic.List<float> x = [1]; net.Classify([.. x]); var y = new float[2, 2]; net.Classify([.. y]); net.Classify([.. new float[2, 2], 1]);")]
    [InlineData("net.Classify([.. default(ArraySegment<float>), 1]); net.Classify(new ArraySegment<float>(any)); net.Classify(Row4.AsSpan(^any.Length)); net.Classify([.. new System.Collections.Generic.List<float>(3)]); net.Classify([.. ArraySegment<float>.Empty, 1]);")]
    [InlineData("var x = new System.Collections.Generic.List<float[]> { any }; net.Classify(x[^1]); net.Classify(new float[4L]); net.Classify(new float[3L]); var y = new float[2, 2][]; net.Classify(y[0, 0]);")]
    [InlineData("foreach (var x in new[] { any }) net.Classify(x); float[] y; y = any; net.Classify(y);")]
    [InlineData("net.Classify([.. span.ToString()]); net.Classify(Array.ConvertAll(any, x => x)); net.Classify(any.AsSpan(-any.Length)); net.Classify(new Span<float>(any, 0, any.Length)); net.Classify(Row4.AsSpan(5));")]
    [InlineData("net.PredictBatch(any, new float[3]); net.Jacobian(any, span); net.InputGradient(any, any, any); net.CopyParametersTo(span); net.Predict(any, any, new float[1_000_000]);")]
    public void Right_lengths_and_unknown_ones_are_left_alone(string code)
    {
        var result = GeneratorHarness.Run(Net + Start + code + End);
        Assert.Empty(result.CompilerErrors);
        Assert.Empty(result.Problems);
    }

    /// <summary>A field that a constructor replaces, an overload of the user's, a class that only bears the name.</summary>
    [Theory]
    [InlineData("class A { readonly float[] _row = new float[3]; A() => _row = new float[4]; int M(Net net) => net.Classify(_row); }")]
    [InlineData("class A { float[] _row = new float[3]; int M(Net net) => net.Classify(_row); }")]
    [InlineData("class A { int M(Own own) => own.Classify(new float[3]); } [Network(4)] [Dense(3)] partial class Own { public int Classify(ReadOnlySpan<float> input) => 1; }")]
    [InlineData("class A { int M(Other other) => other.Classify(new float[3]); } class Other { const int InputSize = 4; const int OutputSize = 1; public int Classify(ReadOnlySpan<float> input) => 1; }")]
    [InlineData("class A { protected virtual float[] Row => new float[3]; int M(Net net) => net.Classify(Row); }")]
    [InlineData("abstract class B { public abstract float[] Row { get; } } class A : B { public override float[] Row => new float[3]; int M(Net net) => net.Classify(Row); }")]
    [InlineData("class A { float[] Row { get; set; } = new float[3]; int M(Net net) => net.Classify(Row); }")]
    [InlineData("class A { float[] Row { get { return new float[3]; } } float[] Other { get; } = new float[3]; int M(Net net) => net.Classify(Row) + net.Classify(Other); }")]
    [InlineData("class A { readonly float[] _row; A(float[] row) => _row = row; readonly Memory<float> _memory = new float[3]; int M(Net net) => net.Classify(_row) + net.Classify(_memory.Span); }")]
    [InlineData("class Predicting { public int Classify(ReadOnlySpan<float> input) => 1; } class A { int M(Predicting net) => net.Classify(new float[3]); static int Classify(ReadOnlySpan<float> x) => 1; int N() => Classify(new float[3]); }")]
    [InlineData("partial class A { int M(Net net, Func<int> f, Func<Func<int>> g) => f() + g()() + net.Classify(Row); } partial class A { static readonly float[] Row = new float[4]; }")]
    [InlineData("class A { readonly System.Collections.Generic.List<float> _list = [1]; System.Collections.Generic.List<float> Items => [1]; int M(Net net) => net.Classify([.. _list]) + net.Classify([.. Items]); }")]
    [InlineData("class A { readonly float[] _none = null!; readonly float[] _unset; A(float[] a) { Console.WriteLine(_none ?? a); _unset = a; } int M(Net net, A other) => net.Classify(other._none) + net.Classify(_unset); }")]
    public void What_is_not_ours_is_left_alone(string code)
    {
        var result = GeneratorHarness.Run(Net + code);
        Assert.Empty(result.CompilerErrors);
        Assert.Empty(result.Problems);
    }

    /// <summary>A length that no array can have is C#'s to report, or only known to be wrong when the program runs.</summary>
    [Theory]
    [InlineData("net.Classify(new float[-1]);")]
    [InlineData("net.Classify(stackalloc float[-1]);")]
    [InlineData("net.Classify(stackalloc float[3L]);")]
    [InlineData("net.Classify(new Span<float>(any, 0, -1));")]
    public void A_length_that_is_impossible_is_not_ours_to_report(string code) => Assert.Empty(GeneratorHarness.Run(Net + Start + code + End).Problems);

    [Theory]
    [InlineData("net.Jacobian([1], [1, 2]);", "'result' of 'Net.Jacobian' has 2 floats, but 1 output by 1 input have 1 derivatives: pass exactly 1")]
    [InlineData("net.PredictBatch([], new float[3]);", "'inputs' of 'Net.PredictBatch' is empty: pass at least one row of 1 float")]
    public void Words_are_in_the_singular_where_there_is_one(string code, string message)
    {
        var result = GeneratorHarness.Run("using Compiled; [Network(1)] [Dense(1)] [Differentiable] public partial class Net { static void M(Net net) { " + code + " } }");
        Assert.Equal(message, Assert.Single(result.Problems).GetMessage());
    }

    /// <summary>A network of the library's own namespace is still generated code.</summary>
    [Fact]
    public void The_network_may_be_in_our_namespace() =>
        Assert.Equal(["CMP0130"], GeneratorHarness.Run("namespace Compiled { [Network(4)] [Dense(3), Softmax] public partial class Net { static int M(Net net) => net.Classify([1]); } }").Ids);

    [Fact]
    public void A_declaration_with_an_error_has_that_message_alone()
    {
        var result = GeneratorHarness.Run("using Compiled; [Network(4)] [Dense(0)] partial class Net { static void M(Net net) => net.CopyParametersTo(new float[1]); }");
        Assert.Equal(["CMP0023"], result.Ids);
    }

    [Fact]
    public void The_network_may_be_in_another_assembly()
    {
        var library = GeneratorHarness.Run(Net).Output;
        var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        image.Position = 0;
        var program = GeneratorHarness.Compile("using Compiled; class A { static int M(Net net) => net.Classify([1, 2]); static void N(Net.Trainer<Adam> t) => t.Step(new float[3], new float[3]); }")
            .AddReferences(MetadataReference.CreateFromStream(image));
        var result = GeneratorHarness.Run(program.WithAssemblyName("Program"));
        Assert.Equal(["CMP0130", "CMP0130"], result.Ids);
        Assert.Equal("'input' of 'Net.Classify' has 2 floats, but Net.InputSize is 4: pass exactly 4", result.Problems[0].GetMessage());
    }

    private static string TextAt(Diagnostic problem) => problem.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(problem.Location.SourceSpan);
}
