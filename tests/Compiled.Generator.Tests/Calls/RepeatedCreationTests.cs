using Compiled.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace Compiled.Generator.Tests.Calls;

/// <summary>Networks and trainers that are created again and again, and all that looks like it and is meant.</summary>
[Trait("Speed", "slow")]
public sealed class RepeatedCreationTests
{
    private const string Net = "using System; using System.Collections.Generic; using System.Threading.Tasks; using Compiled; [Network(4)] [Dense(3), Softmax] [CrossEntropy] public sealed partial class Net; ";

    [Theory]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { var net = new Net(); net.Classify(x); } }", "new Net()", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("void M(float[][] rows, long seed) { foreach (var x in rows) { Net net = new(seed); net.Classify(x); } }", "new(seed)", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("void M(float[][] rows) { for (var i = 0; i < 9; i++) Net.Load(\"a\").Classify(rows[i]); }", "Net.Load(\"a\")", "'Net' is loaded again in every iteration of this loop, although it only predicts: load it once before the loop")]
    [InlineData("void M(float[][] rows, string path) { foreach (var x in rows) { var net = Net.Load(System.IO.Path.Combine(path, $\"{path}.bin\"), new LoadOptions()); net.Classify(x); } }", "Net.Load(System.IO.Path.Combine(path, $\"{path}.bin\"), new LoadOptions())", "'Net' is loaded again in every iteration of this loop, although it only predicts: load it once before the loop")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { var net = Safetensors.Load<Net>(\"a\"); net.Classify(x); } }", "Safetensors.Load<Net>(\"a\")", "'Net' is loaded again in every iteration of this loop, although it only predicts: load it once before the loop")]
    [InlineData("int M(float[] x) { var net = Net.Load(\"a\"); return net.Classify(x); }", "Net.Load(\"a\")", "'Net' is loaded again at every call of 'M', although it only predicts: load it once and keep it, such as in a static readonly field or as a singleton")]
    [InlineData("record Request(float[] Values); Func<Request, int> M() => request => Net.Load(\"a\").Classify(request.Values.AsSpan(0, 4));", "Net.Load(\"a\")", "'Net' is loaded again at every call of this function, although it only predicts: load it once and keep it, such as in a static readonly field or as a singleton")]
    [InlineData("async Task M(IAsyncEnumerable<float[]> rows) { await foreach (var x in rows) { var net = Net.Load(\"a\"); net.Classify(x); await Task.Yield(); } }", "Net.Load(\"a\")", "'Net' is loaded again in every iteration of this loop, although it only predicts: load it once before the loop")]
    [InlineData("void M(float[][] rows, long seed) { foreach (var x in rows) { var net = new Net(2 * seed + 1); net.Classify(x); } }", "new Net(2 * seed + 1)", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("readonly long _seed = 3; void M(float[][] rows) { foreach (var x in rows) { var net = new Net(_seed); net.Classify(x); } }", "new Net(_seed)", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { var net = new Net(default(long)); net.Classify(x); } }", "new Net(default(long))", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("void M(float[] x) { do { (new Net()).Classify(x); } while (x.Length > 3); }", "new Net()", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("void M(float[][] rows) { foreach (var (x, y) in new[] { (rows[0], rows[1]) }) { var net = new Net(); net.Predict(x, y); } }", "new Net()", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("void M(float[][] rows) { for (; ; ) { var net = Net.Load(AppContext.BaseDirectory + \"a\"); net.Classify(rows[0]); } }", "Net.Load(AppContext.BaseDirectory + \"a\")", "'Net' is loaded again in every iteration of this loop, although it only predicts: load it once before the loop")]
    [InlineData("Func<float[], int> M() => delegate(float[] x) { return Net.Load(\"a\").Classify(x); };", "Net.Load(\"a\")", "'Net' is loaded again at every call of this function, although it only predicts: load it once and keep it, such as in a static readonly field or as a singleton")]
    [InlineData("Func<float[], int> M() => (float[] x) => Net.Load(\"a\").Classify(x.AsSpan().Slice(0, 4).ToArray());", "Net.Load(\"a\")", "'Net' is loaded again at every call of this function, although it only predicts: load it once and keep it, such as in a static readonly field or as a singleton")]
    [InlineData("int M(float[] a) { return Inner(a); int Inner(float[] x) { var net = Net.Load(\"a\"); return net.Classify(x); } }", "Net.Load(\"a\")", "'Net' is loaded again at every call of 'Inner', although it only predicts: load it once and keep it, such as in a static readonly field or as a singleton")]
    [InlineData("static void Use(in long seed) { } void M(float[][] rows, long seed) { foreach (var x in rows) { var net = new Net(seed); net.Classify(x); Use(in seed); Console.WriteLine(-seed); } }", "new Net(seed)", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("void M(float[][] rows, float[] y) { foreach (var x in rows) { var input = new Net(); input.Predict(input: x, output: y); Console.WriteLine(new { input = 1 }.input); } }", "new Net()", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("int net; void M(float[][] rows) { foreach (var x in rows) { var net = new Net(); net.Classify(x); this.net = 2; Console.WriteLine(this.net); } }", "new Net()", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) Net.Load($\"{typeof(Net)}.bin\").Classify(x); }", "Net.Load($\"{typeof(Net)}.bin\")", "'Net' is loaded again in every iteration of this loop, although it only predicts: load it once before the loop")]
    [InlineData("void M(float[][] rows, byte[] bytes) { foreach (var x in rows) { var net = Safetensors.Read<Net>(bytes); net.Classify(x); } }", "Safetensors.Read<Net>(bytes)", "'Net' is loaded again in every iteration of this loop, although it only predicts: load it once before the loop")]
    [InlineData("static readonly long Seed = 3; void M(float[][] rows) { foreach (var x in rows) { var net = new Net(Seed); net.Classify(x); } }", "new Net(Seed)", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { if (x.Length > 3) { var net = new Net(); net.Classify(x); } } }", "new Net()", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("void M(float[][] rows, long seed) { foreach (var x in rows) { var net = new Net(seed); net.Classify(x); Console.WriteLine((seed, 1)); } }", "new Net(seed)", "'Net' is created again in every iteration of this loop, although it only predicts: create it once before the loop")]
    [InlineData("void M(float[][] rows, string? path) { foreach (var x in rows) Net.Load(path!).Classify(x); }", "Net.Load(path!)", "'Net' is loaded again in every iteration of this loop, although it only predicts: load it once before the loop")]
    public void A_network_for_each_prediction(string code, string at, string message) => IsOne("CMP0131", DiagnosticSeverity.Info, code, at, message);

    [Theory]
    [InlineData("void M(Net net, float[][] rows, float[] y) { foreach (var x in rows) { var trainer = net.CreateTrainer(new Adam()); trainer.Step(x, y); } }", "net.CreateTrainer(new Adam())", "A trainer of 'Net' is created for every step of this loop")]
    [InlineData("readonly Net _net = new(1); void M(float[][] rows, float[] y) { for (var i = 0; i < 9; i++) Console.WriteLine(_net.CreateTrainer(new Sgd(0.1f)).Step(rows[i], y)); }", "_net.CreateTrainer(new Sgd(0.1f))", "A trainer of 'Net' is created for every step of this loop")]
    [InlineData("void M(Net net, float[][] rows, float[] y) { while (true) foreach (var x in rows) { var trainer = net.CreateTrainer(new Adam(), new TrainerOptions { Threads = 2 }); trainer.StepFromGradient(x, y); Console.WriteLine(trainer.Loss); } }", "net.CreateTrainer(new Adam(), new TrainerOptions { Threads = 2 })", "A trainer of 'Net' is created for every step of this loop")]
    [InlineData("readonly Net _net = new(1); void Learn(float[] x, float[] y) { var trainer = _net.CreateTrainer(new Adam()); trainer.Step(x, y); }", "_net.CreateTrainer(new Adam())", "A trainer of 'Net' is created at every call of 'Learn', for one step")]
    [InlineData("Net Mine { get; } = new(1); void M(float[][] rows, float[] y) { foreach (var x in rows) this.Mine.CreateTrainer(new Adam()).Step(x, y); }", "this.Mine.CreateTrainer(new Adam())", "A trainer of 'Net' is created for every step of this loop")]
    [InlineData("void M(float[][] rows, float[] y) { var net = new Net(); foreach (var x in rows) { var trainer = net.CreateTrainer(new Adam()); trainer.Step(x, y); Console.WriteLine(trainer.StepCount); } }", "net.CreateTrainer(new Adam())", "A trainer of 'Net' is created for every step of this loop")]
    [InlineData("void M(Net net, float[][] rows, float[] y) { foreach (var x in rows) { var trainer = net.CreateTrainer(default(Adam)); trainer.Step(x, y); } }", "net.CreateTrainer(default(Adam))", "A trainer of 'Net' is created for every step of this loop")]
    public void A_trainer_for_each_step(string code, string at, string what) => IsOne(
        "CMP0132", DiagnosticSeverity.Warning, code, at,
        what + ", so the optimiser forgets its moments and training memory is allocated again: create it once " + (what.Contains("loop", StringComparison.Ordinal) ? "before the loop" : "and keep it next to the network"));

    [Theory]
    // A sweep, an ensemble, a cross-validation: the seeds and the files differ, or the network is trained.
    [InlineData("void M(float[] x) { for (var seed = 0; seed < 9; seed++) { var net = new Net(seed); net.Classify(x); } }")]
    [InlineData("void M(string[] paths, float[] x) { foreach (var path in paths) Net.Load(path).Classify(x); }")]
    [InlineData("void M(float[] x) { var path = \"a\"; while (path.Length < 9) { Net.Load(path).Classify(x); path += 'a'; } }")]
    [InlineData("void M(Dataset data, float[] x) { for (var fold = 0; fold < 9; fold++) { var net = new Net(); net.CreateTrainer(new Adam()).Fit(data); net.Classify(x); } }")]
    [InlineData("void M(Dataset data) { for (var i = 0; i < 9; i++) { var net = new Net(); Console.WriteLine(net.Evaluate(data)); } }")]
    [InlineData("void M(float[] x, List<Net> all) { for (var i = 0; i < 9; i++) { var net = new Net(); net.Classify(x); all.Add(net); } }")]
    [InlineData("void M(float[] x, float[][] all) { foreach (var p in all) { var net = new Net(); net.CopyParametersFrom(p); net.Classify(x); } }")]
    [InlineData("void M(float[] x) { for (var i = 0; i < 9; i++) { var net = new Net(); net.Dense0.Biases[0] = i; net.Classify(x); } }")]
    // A server that sees its file change.
    [InlineData("async Task M(float[] x) { while (true) { var net = Net.Load(\"a\"); net.Classify(x); await Task.Delay(1000); } }")]
    // Once in a program, or once for many rows.
    [InlineData("static void Main(string[] args) { var net = Net.Load(\"a\"); float[] x = [1, 2, 3, 4]; net.Classify(x); }")]
    [InlineData("void M(float[][] rows) { var net = Net.Load(\"a\"); foreach (var x in rows) net.Classify(x); }")]
    [InlineData("int M(string path, float[] x) => Net.Load(path).Classify(x);")]
    [InlineData("Lazy<Net> M() => new(() => Net.Load(\"a\"));")]
    [InlineData("Net M(float[] x) { var net = Net.Load(\"a\"); net.Classify(x); return net; }")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { var net = Net.Load(\"a\"); Task.Run(() => net.Classify(x)); } }")]
    // Trainers that are used longer, start from other parameters, or differ.
    [InlineData("void M(Net net, Dataset data) { for (var i = 0; i < 9; i++) { var trainer = net.CreateTrainer(new Adam()); trainer.Fit(data); } }")]
    [InlineData("void M(Net net, float[][] rows, float[] y) { for (var i = 0; i < 9; i++) { var trainer = net.CreateTrainer(new Adam()); foreach (var x in rows) trainer.Step(x, y); } }")]
    [InlineData("void M(float[] x, float[] y) { for (var i = 0; i < 9; i++) { var net = new Net(); var trainer = net.CreateTrainer(new Adam()); trainer.Step(x, y); } }")]
    [InlineData("void M(Net net, float[] start, float[] x, float[] y) { for (var i = 0; i < 9; i++) { net.CopyParametersFrom(start); net.CreateTrainer(new Adam()).Step(x, y); } }")]
    [InlineData("void M(Net net, float[] x, float[] y) { for (var rate = 1f; rate > 0; rate -= 0.1f) net.CreateTrainer(new Sgd(rate)).Step(x, y); }")]
    [InlineData("void M(Net net, float[] x, float[] y) { var trainer = net.CreateTrainer(new Adam()); for (var i = 0; i < 9; i++) trainer.Step(x, y); }")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { Net net = new(), other = new(); net.Classify(x); } }")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { var net = new Net(); } }")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { var net = new Net(); Func<ReadOnlySpan<float>, int> f = net.Classify; Console.WriteLine(f(x)); } } delegate int F(ReadOnlySpan<float> x);")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { var net = new Net(x.Length); net.Classify(x); } }")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { var net = new Net(new Random().Next()); net.Classify(x); } }")]
    [InlineData("void M(float[] x) { for (var i = 0; i < 9; i++) Net.Load($\"{i}.bin\").Classify(x); }")]
    [InlineData("long _seed; void M(float[][] rows) { foreach (var x in rows) { var net = new Net(_seed); net.Classify(x); } }")]
    [InlineData("static long Seed(float[] x) => 1; void M(float[][] rows) { foreach (var x in rows) { var net = new Net(Seed(x)); net.Classify(x); } }")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { var net = new Net { }; net.Classify(x); } }")]
    [InlineData("Net Get() => new(1); void M(float[][] rows, float[] y) { foreach (var x in rows) Get().CreateTrainer(new Adam()).Step(x, y); }")]
    [InlineData("void M(Net net, float[] x, float[] y) { for (var i = 1; i < 9; i++) net.CreateTrainer(new Adam(), new TrainerOptions { Threads = i }).Step(x, y); }")]
    [InlineData("void M(Net net, float[] x, float[] y) { for (var i = 1; i < 9; i++) { var trainer = net.CreateTrainer(new Adam()); trainer.Step(x, y); trainer.Step(x, y); } }")]
    [InlineData("void M(float[] x) { while (true) { Net.Load(\"a\").Classify(x); System.Threading.Thread.Sleep(1000); } }")]
    [InlineData("void M(float[] x) { for (; ; ) { var net = Net.Load(\"a\"); net.Classify(x); this.WaitForChange(); } } void WaitForChange() { }")]
    [InlineData("int M(float[] x) { float[] y = [.. x]; return Net.Load(\"a\").Classify(y); }")]
    [InlineData("int M(float[] x) => Net.Load(\"a\").Classify(Own(x)); static float[] Own(float[] x) => x;")]
    [InlineData("Func<int> M(float[] x) => delegate { return Net.Load(\"a\").Classify(x); };")]
    [InlineData("int P { get { float[] x = [1, 2, 3, 4]; return Net.Load(\"a\").Classify(x); } }")]
    [InlineData("static Net Load(string path) => Net.Load(path); void M(float[][] rows) { foreach (var x in rows) Load(\"a\").Classify(x); }")]
    [InlineData("class Files { public static Net Load(string path) => Net.Load(path); } void M(float[][] rows) { foreach (var x in rows) Files.Load(\"a\").Classify(x); }")]
    [InlineData("void M(float[][] rows, long seed) { foreach (var x in rows) { var net = new Net(seed); net.Classify(x); seed++; } }")]
    [InlineData("void M(float[][] rows, long seed) { foreach (var x in rows) { var net = new Net(seed); net.Classify(x); --seed; } }")]
    [InlineData("void M(float[][] rows, long seed) { foreach (var x in rows) { var net = new Net(seed); net.Classify(x); ref var other = ref seed; other = 3; } }")]
    [InlineData("void M(float[][] rows, long seed) { foreach (var x in rows) { var net = new Net(seed); net.Classify(x); System.Threading.Interlocked.Increment(ref seed); } }")]
    [InlineData("void M(float[][] rows, long seed) { foreach (var x in rows) { var net = new Net(seed); net.Classify(x); (seed) = 4; } }")]
    [InlineData("void M(float[][] rows, long seed) { foreach (var x in rows) { var net = new Net(seed); net.Classify(x); (seed, var two) = (1, 2); } }")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) for (Net net = new(); x.Length > 3; ) net.Classify(x); }")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { var net = new Net(x.Length + 1); net.Classify(x); } }")]
    [InlineData("void M(float[][] rows) { foreach (var x in rows) { var net = new Net(x.Length > 3 ? 1 : 2); net.Classify(x); } }")]
    [InlineData("readonly long _seed = 3; void M(A[] all, float[] x) { foreach (var a in all) { var net = new Net(a._seed); net.Classify(x); } }")]
    [InlineData("void M(float[][] rows, long seed) { foreach (var x in rows) { var net = new Net(seed); net.Classify(x); seed--; } }")]
    [InlineData("class Files { public Net Load(string path) => Net.Load(path); } void M(Files files, float[][] rows) { foreach (var x in rows) files.Load(\"a\").Classify(x); }")]
    [InlineData("class Text { public static Text Load(string path) => new(); public int Classify(float[] x) => 1; } void M(float[][] rows) { foreach (var x in rows) Text.Load(\"a\").Classify(x); }")]
    [InlineData("class Own { public static Own CreateTrainer(Net net) => new(); public void Step(float[] x) { } } void M(Net net, float[][] rows) { foreach (var x in rows) Own.CreateTrainer(net).Step(x); }")]
    [InlineData("class Other { public Net CreateTrainer(int a) => new(1); public void Step(float[] x) { } } void M(Other net, float[][] rows) { foreach (var x in rows) net.CreateTrainer(1).Classify(x); }")]
    [InlineData("void M(Net net, float[][] rows) { foreach (var x in rows) { var trainer = net.CreateTrainer(new Adam()); Console.WriteLine(trainer.Loss); } }")]
    [InlineData("readonly Net _net = new(1); void Learn(float[] x, float[] y, float rate) { var trainer = _net.CreateTrainer(new Sgd(rate)); trainer.Step(x, y); }")]
    [InlineData("readonly Net _net = new(1); static readonly float[] Row = new float[4]; void Learn(int n, float[] y) { var trainer = _net.CreateTrainer(new Adam()); trainer.Step(Row, y); }")]
    [InlineData("void M(float[] x, float[] y) { for (var i = 0; i < 9; i++) Mine.Pretrained.CreateTrainer(new Adam()).Step(x, y); } class Mine { public static Net Pretrained => new(1); }")]
    [InlineData("int M(float[] x, bool is1) { if (is1) { var net = Net.Load(\"a\"); return net.Classify(x.Length > 3 ? x : []); } return 1; }")]
    [InlineData("Func<float[], int> M(float[] a) => x => Net.Load(\"a\").Classify(a);")]
    [InlineData("void M(float[] x) { do { Net.Load(\"a\").Classify(x); System.Threading.Thread.Sleep(1000); } while (true); }")]
    [InlineData("void M(float[][] rows, long seed) { foreach (var x in rows) { var net = new Net(seed); net.Classify(x); unsafe { long* p = &seed; *p = 3; } } }")]
    [InlineData("float M(Net net, float[] x, float[] y) => net.CreateTrainer(new Adam()).Step(x, y);")]
    [InlineData("class Rows { public float[] Next() => []; } int M(Rows rows) => Net.Load(\"a\").Classify(rows.Next());")]
    public void What_is_meant_is_left_alone(string code)
    {
        var result = GeneratorHarness.Run(Net + "class A { " + code + " }", new HarnessOptions { Unsafe = true });
        Assert.Empty(result.CompilerErrors);
        Assert.Empty(result.Problems);
    }

    /// <summary>A default value that is no constant, a call without its argument.</summary>
    [Theory]
    [InlineData("void M(float[] x, Net net = new Net()) { for (; ; ) net.Classify(x); }")]
    [InlineData("int M(float[] x) { var net = Net.Load(\"a\"); return net.Classify(); }")]
    public void What_CSharp_rejects_is_left_alone(string code) => Assert.Empty(GeneratorHarness.Run(Net + "class A { " + code + " }").Problems);

    [Fact]
    public void A_program_of_statements_is_looked_at_as_well()
    {
        const string program = "var rows = new float[9][]; foreach (var x in rows) { var net = new Net(); net.Classify(x); } ";
        var result = GeneratorHarness.Run(GeneratorHarness.Compile("using Compiled; " + program + "[Network(4)] [Dense(3), Softmax] [CrossEntropy] public sealed partial class Net;")
            .WithOptions(new Microsoft.CodeAnalysis.CSharp.CSharpCompilationOptions(OutputKind.ConsoleApplication)));
        Assert.Equal("CMP0131", Assert.Single(result.Problems).Id);
    }

    [Fact]
    public void Tests_create_what_they_need_where_they_need_it()
    {
        var compilation = GeneratorHarness.Compile(Net + "class A { int M(float[] x) => Net.Load(\"a\").Classify(x); }");
        Assert.Single(GeneratorHarness.Run(compilation).Problems);
        var tests = compilation.AddReferences(MetadataReference.CreateFromFile(typeof(FactAttribute).Assembly.Location));
        Assert.Empty(GeneratorHarness.Run(tests).Problems);
    }

    private static void IsOne(string id, DiagnosticSeverity severity, string code, string at, string message)
    {
        var result = GeneratorHarness.Run(Net + "class A { " + code + " }");
        Assert.Empty(result.CompilerErrors);
        var problem = Assert.Single(result.Problems);
        Assert.Equal((id, severity), (problem.Id, problem.Severity));
        Assert.Equal(message, problem.GetMessage());
        Assert.Equal(at, problem.Location.SourceTree!.GetText(TestContext.Current.CancellationToken).ToString(problem.Location.SourceSpan));
    }
}
