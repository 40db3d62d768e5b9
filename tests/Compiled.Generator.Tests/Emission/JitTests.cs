extern alias runtime;

using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using System.Text.RegularExpressions;
using Compiled.Generator.Tests.Harness;

namespace Compiled.Generator.Tests.Emission;

/// <summary>A program that predicts and trains with every runnable shape, on each tier of vectors that the machine has.</summary>
public sealed class JitProgram : IDisposable
{
    private static readonly Declared[] Networks = [.. Shapes.Runnable, .. Shapes.Random, .. Shapes.SampleSteps, .. Shapes.Layers, .. Shapes.Losses, .. Shapes.Activations];

    private const string HotMethods = "Compiled.Emitted*:* Compiled.Runtime*:*";

    private readonly EmittedProgram _program = new(EmittedProgram.BuildQuickly(
        string.Concat(Networks.Select(network => network.Source)),
        "System.Console.WriteLine(System.Runtime.Intrinsics.Vector512.IsHardwareAccelerated ? 512 : System.Runtime.Intrinsics.Vector256.IsHardwareAccelerated ? 256 : 128);\n"
        + string.Concat(Networks.Select(shape => $"Edges.Predict<{shape.Name}>();\n" + Training(shape) + Derivatives(shape)))));

    /// <summary>Every method as it was compiled, first call first.</summary>
    internal IReadOnlyList<JitMethod> Summary(int bits) => JitListing.Summary(Run(bits, ("DOTNET_JitDisasmSummary", "1")));

    /// <summary>The machine code of the steady state.</summary>
    internal string Disassembly(int bits) => Run(bits, ("DOTNET_JitDisasm", HotMethods), ("DOTNET_TieredCompilation", "0"));

    /// <summary>The same on a processor without AVX2 and fused multiply-add.</summary>
    internal string DisassemblyWithoutFma()
    {
        Assert.SkipUnless(Fma.IsSupported, "Only x64 has processors without a fused multiply-add, and this machine cannot pretend to be one.");
        var run = _program.Run([], ("DOTNET_JitDisasm", HotMethods), ("DOTNET_TieredCompilation", "0"), ("DOTNET_EnableAVX2", "0"));
        run.MustSucceed();
        return run.Listing;
    }

    /// <summary>The listing with vectors of so many bits; skips the test where the machine has none such.</summary>
    private string Run(int bits, params (string Name, string Value)[] environment)
    {
        // Without vectors of 256 bits, an x64 processor has no fused multiply-add: each is a call.
        Assert.SkipWhen(bits == 128 && RuntimeInformation.ProcessArchitecture != System.Runtime.InteropServices.Architecture.Arm64, "Vectors of 128 bits are the tier of arm64.");
        // Whatever this process was started with: the child has what the processor has, up to the tier.
        var run = _program.Run([], [.. environment, ("DOTNET_EnableAVX512", bits == 512 ? "1" : "0")]);
        run.MustSucceed();
        var has = int.Parse(run.Output.Split('\n')[0], CultureInfo.InvariantCulture);
        Assert.SkipUnless(has == bits, $"This machine has vectors of {has} bits.");
        return run.Listing;
    }

    public void Dispose() => _program.Dispose();

    private static string Training(Declared shape)
    {
        var calls = shape.Loss.Length == 0 ? "" : $"Edges.Train<{shape.Name}>();\n";
        if (Shapes.Losses.Contains(shape))
            calls += $"Ways.TrainWeighted<{shape.Name}>();\n";
        if (Shapes.Losses.Contains(shape) && shape.Loss.StartsWith("CrossEntropy", StringComparison.Ordinal))
            calls += $"Ways.TrainLabels<{shape.Name}>();\n";
        if (shape.Name is "T1" or "Odd")
            calls += $"Ways.Optimize<{shape.Name}>();\n";
        // Steps of one sample with one block's gradients in a column, and without; updates in the pass that finishes a gradient.
        if (shape.Name is "T2" or "T3" or "SampleLeaky")
            calls += $"Ways.OptimizePlainly<{shape.Name}>();\n";
        return calls;
    }

    private static string Derivatives(Declared shape) => !shape.IsDifferentiable ? "" : $"""
        new {shape.Name}().InputGradient(new float[{shape.Inputs}], new float[{shape.Outputs}], new float[{shape.Inputs}]);
        new {shape.Name}().Jacobian(new float[{shape.Inputs}], new float[{shape.Inputs * shape.Outputs}]);

        """;
}

/// <summary>What the JIT made of the emitted methods, from its own account.</summary>
[Collection(nameof(Alone))]
[Trait("Speed", "slow")]
public sealed partial class JitTests(JitProgram program) : IClassFixture<JitProgram>
{
    /// <summary>
    /// What a hot method may call beside emitted methods: the runtime's kernels that someone decided to keep out of line, and memory.
    /// </summary>
    private static readonly string[] NamedKernels =
    [
        .. typeof(runtime::Compiled.Runtime.RowKernel).Assembly.GetTypes()
            .Where(type => type.Namespace == "Compiled.Runtime")
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            .Where(method => (method.MethodImplementationFlags & (MethodImplAttributes.AggressiveOptimization | MethodImplAttributes.NoInlining)) != 0)
            .Where(method => !method.Name.StartsWith("Throw", StringComparison.Ordinal))
            // A trainer's methods are not kernels; a loop that a rule in two stages runs is one.
            .Where(method => method.IsStatic || method.DeclaringType!.GetInterfaces().Any(of => of.Name.StartsWith("IStagedLoop", StringComparison.Ordinal)))
            .Select(method => $"{method.DeclaringType!.FullName!.Split('`')[0]}:{method.Name}"),
        "System.SpanHelpers:Memmove",
        "System.SpanHelpers:ClearWithoutReferences",
        "System.SpanHelpers:Fill",
        "CORINFO_HELP_MEMCPY",
        // The pages of a block of stack that has several.
        "CORINFO_HELP_STACK_PROBE",
    ];

    /// <summary>Once a chunk, these choose the loss's loop by the stride; they hold no arithmetic of lanes.</summary>
    private static readonly string[] LossChoices =
    [
        "Compiled.Runtime.ElementLossKernel:Value",
        "Compiled.Runtime.ElementLossKernel:ValueAndGradient",
        "Compiled.Runtime.ElementLossRows:Run",
        "Compiled.Runtime.CrossEntropyKernel:Value",
        "Compiled.Runtime.CrossEntropyKernel:ValueAndGradient",
        "Compiled.Runtime.SoftmaxLossRows:Run",
        "Compiled.Runtime.SoftmaxLossRows:WideRows",
        "Compiled.Runtime.SoftmaxLossRows:Sixteens",
        "Compiled.Runtime.ElementLossRows:Sixteens",
        "Compiled.Runtime.KullbackLeiblerKernel:Value",
        "Compiled.Runtime.KullbackLeiblerKernel:ValueAndGradient",
    ];

    /// <summary>
    /// Ends the process when a block of stack was overrun whose size is computed. Loops over losses have such blocks, once a chunk; what a single prediction goes through has none,
    /// since each call would write and check the guard value.
    /// </summary>
    private const string GuardValue = "CORINFO_HELP_FAIL_FAST";

    /// <summary>What throws is out of line.</summary>
    private static readonly string[] ThrowHelpers =
    [
        "Compiled.Runtime.Guard:Throw",
        "Compiled.Runtime.WeightChecks:Throw",
        // The text of a message.
        "CORINFO_HELP_STRCNS",
        "System.ThrowHelper:Throw",
        "CORINFO_HELP_RNGCHKFAIL",
        "CORINFO_HELP_OVERFLOW",
        "CORINFO_HELP_THROW",
        GuardValue,
    ];

    /// <summary>Bits of the vectors that a tier has: AVX-512, AVX2, arm64.</summary>
    public static TheoryData<int> Tiers => [512, 256, 128];

    [Theory]
    [MemberData(nameof(Tiers))]
    public void No_emitted_method_is_ever_compiled_without_optimisation(int bits)
    {
        var emitted = program.Summary(bits).Where(method => method.IsEmitted).ToList();
        Assert.True(emitted.Count > 100, $"Only {emitted.Count} emitted methods were compiled.");
        Violations.MustBeNone(emitted.Where(method => !method.IsOptimized).Select(method => $"{method.Tier}: {method.Method}").Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void No_kernel_of_the_runtime_is_ever_compiled_without_optimisation(int bits)
    {
        var kernels = program.Summary(bits).Where(method => NamedKernels.Any(name => IsPart(name, method.Method)) || IsTrampoline(method.Method)).ToList();
        Assert.True(kernels.Count > 100, $"Only {kernels.Count} kernels were compiled.");
        Violations.MustBeNone(kernels.Where(method => !method.IsOptimized && method.Method.StartsWith("Compiled.", StringComparison.Ordinal))
            .Select(method => $"{method.Tier}: {method.Method}").Distinct().Order());
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void A_hot_method_calls_nothing_but_emitted_methods_named_kernels_and_throw_helpers(int bits)
    {
        var hot = JitListing.Calls(program.Disassembly(bits))
            .Where(listed => (new JitMethod(listed.Method, "").IsEmitted || IsTrampoline(listed.Method) || NamedKernels.Any(name => IsPart(name, listed.Method))))
            .ToList();
        Assert.True(hot.Count > 300, $"Only {hot.Count} hot methods were listed.");
        TestContext.Current.TestOutputHelper?.WriteLine($"named kernels: {string.Join(", ", NamedKernels.Order(StringComparer.Ordinal))}");
        // The tiles are called from somewhere: the reader of listings sees calls at all.
        Assert.Contains(hot, listed => listed.Calls.Any(call => call.StartsWith("Compiled.Emitted.", StringComparison.Ordinal)));
        Violations.MustBeNone(
            from listed in hot
            from call in listed.Calls.GroupBy(call => call)
            where !IsAllowed(call.Key) || (call.Key == GuardValue && (listed.Method.StartsWith("Compiled.Emitted.", StringComparison.Ordinal) || IsTrampoline(listed.Method)))
            orderby listed.Method, call.Key
            select $"{listed.Method} calls {call.Key}" + (call.Count() > 1 ? $" {call.Count()} times" : ""));
    }

    /// <summary>Its routine takes as long as a whole tile should.</summary>
    [Fact]
    public void Without_a_fused_multiply_add_no_hot_method_calls_that_of_the_C_library()
    {
        var listed = JitListing.Calls(program.DisassemblyWithoutFma()).ToList();
        Assert.Contains(listed, static method => method.Calls.Contains("Compiled.Numerics.FusedEmulation:MultiplyAdd"));
        Violations.MustBeNone(
            from method in listed
            from call in method.Calls.Distinct()
            where call.Contains("FusedMultiplyAdd", StringComparison.Ordinal)
            orderby method.Method, call
            select $"{method.Method} calls {call}");
    }

    /// <summary>Under a listing no thread compiles in the background: at the end of the process it might print to a file that is closed.</summary>
    [Fact]
    public void Under_a_listing_no_method_is_compiled_again() =>
        Assert.DoesNotContain(
            program.Summary(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128),
            static method => method.Tier.Contains("Tier1", StringComparison.Ordinal) && !method.Tier.Contains("OSR", StringComparison.Ordinal));

    private static bool IsAllowed(string call) =>
        call.StartsWith("Compiled.Emitted.", StringComparison.Ordinal)
        || NamedKernels.Concat(LossChoices).Any(name => IsPart(name, call))
        || ThrowHelpers.Any(name => call.StartsWith(name, StringComparison.Ordinal));

    /// <summary>The name itself, with type arguments behind its type and behind its method where it is generic.</summary>
    private static bool IsPart(string name, string method) => TypeArguments().Replace(method, "").Replace("`", "", StringComparison.Ordinal) == name;

    private static bool IsTrampoline(string method) => method.StartsWith("Compiled.Runtime.StackScratch:", StringComparison.Ordinal);

    [GeneratedRegex(@"(?:`\d+)?\[.*?\](?=:|$)")]
    private static partial Regex TypeArguments();
}
