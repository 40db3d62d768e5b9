using System.Collections.Concurrent;
using System.Reflection;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Emission;

/// <summary>
/// Above these limits the JIT silently stops optimising (JitConfig's DEFAULT_MIN_OPTS_*), or tracking locals: every method of the
/// emitted classes stays under half of each.
/// </summary>
[Collection(nameof(Alone))]
[Trait("Speed", "slow")]
public sealed class IlBudgetTests
{
    private const int MostBytes = 60_000;
    private const int MostInstructions = 20_000;
    private const int MostBlocks = 2_000;
    private const int MostTrackedLocals = 1_024;
    private const int MostLocalReferences = 8_000;

    private static readonly ConcurrentDictionary<string, IReadOnlyList<MethodIl>> ReadShapes = new();

    public static TheoryData<string> Names => new(Shapes.All.Concat(Shapes.Layers).Select(shape => shape.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_emitted_method_stays_under_half_of_the_JITs_limits(string name)
    {
        var methods = Read(name);
        Assert.True(methods.Count > 20, $"Only {methods.Count} methods were found.");
        var over = methods.Where(method => method.Bytes >= MostBytes / 2 || method.Instructions >= MostInstructions / 2 || method.Blocks >= MostBlocks / 2
            || method.Locals >= MostTrackedLocals / 2 || method.LocalReferences >= MostLocalReferences / 2);
        Violations.MustBeNone(over.Select(method => $"{method.Name}: {method.Bytes} bytes, {method.Instructions} instructions, {method.Blocks} blocks, "
            + $"{method.Locals} locals, {method.LocalReferences} references to them"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_hot_method_holds_an_instruction_that_allocates(string name)
    {
        var hot = Read(name).Where(IsHot).ToList();
        Assert.True(hot.Count >= 6, $"Only {hot.Count} hot methods were found.");
        Violations.MustBeNone(hot.Where(method => method.Allocations.Count > 0).Select(method => $"{method.Name}: {string.Join(", ", method.Allocations)}"));
    }

    [Fact]
    public void The_reader_sees_allocations_and_jumps()
    {
        var methods = MethodIl.ReadAll(EmittedProgram.Build([], """
            public struct Pair(int a) { public int A = a; }
            public static class Calls
            {
                public static object Array() => new int[3];
                public static object Box(int value) => value;
                public static object Object() => new System.Text.StringBuilder();
                public static int Value() => new Pair(3).A;
                public static int Loop(int n) { var sum = 0; for (var i = 0; i < n; i++) sum += i; return sum; }
                public static int Switch(int n) { switch (n) { case 0: return 3; case 1: return 7; case 2: return 1; case 3: return 2; default: return n; } }
                public static void Main() { }
            }

            """)).Where(method => method.Method.DeclaringType!.Name == "Calls").ToDictionary(method => method.Method.Name);
        Assert.Contains("newarr", Assert.Single(methods["Array"].Allocations));
        Assert.Contains("box", Assert.Single(methods["Box"].Allocations));
        Assert.Contains("newobj", Assert.Single(methods["Object"].Allocations));
        Assert.Empty(methods["Value"].Allocations);
        // Setup, body, test, end.
        Assert.Equal(4, methods["Loop"].Blocks);
        Assert.InRange(methods["Switch"].Blocks, 6, 7);
        Assert.True(methods["Loop"].LocalReferences >= 6);
    }

    private static IReadOnlyList<MethodIl> Read(string name) =>
        ReadShapes.GetOrAdd(name, static name => MethodIl.ReadAll(EmittedProgram.Build([Shapes.All.Concat(Shapes.Layers).Single(shape => shape.Name == name)])));

    /// <summary>The kernels without the constructors of their data, and what of the user's class is called per row, batch or step.</summary>
    private static bool IsHot(MethodIl method)
    {
        if (method.Method is ConstructorInfo)
            return false;
        if (method.Method.DeclaringType!.Namespace == "Compiled.Emitted")
            return true;
        return method.Method.Name is "Predict" or "PredictBatch" or "Classify" or "TryClassify" or "InputGradient" or "Jacobian"
            or "Accumulate" or "AccumulateFromGradient" or "SumLoss" or "RefreshDerivedParameters" or "UpdateParameters" or "PredictRows";
    }
}
