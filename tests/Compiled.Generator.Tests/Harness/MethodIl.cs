using System.Reflection;
using System.Reflection.Emit;

namespace Compiled.Generator.Tests.Harness;

/// <summary>What the JIT's limits count in one method.</summary>
/// <param name="Method">The method.</param>
/// <param name="Bytes">Bytes of IL.</param>
/// <param name="Instructions">IL instructions.</param>
/// <param name="Blocks">Basic blocks: places where a jump ends, and those behind one.</param>
/// <param name="Locals">Locals and parameters.</param>
/// <param name="LocalReferences">Instructions that name a local or a parameter.</param>
/// <param name="Allocations">Instructions that allocate: newarr, box, newobj of a class.</param>
internal sealed record MethodIl(
    MethodBase Method, int Bytes, int Instructions, int Blocks, int Locals, int LocalReferences, IReadOnlyList<string> Allocations)
{
    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    /// <summary>"T1Inference.PredictRow": without the hash that the compiler puts before a file's own types.</summary>
    public string Name => $"{TypeName(Method.DeclaringType!)}.{Method.Name}";

    /// <summary>Every method with a body in an assembly's image.</summary>
    public static IReadOnlyList<MethodIl> ReadAll(byte[] image)
    {
        const BindingFlags All = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        return
        [
            .. Assembly.Load(image).GetTypes()
                .SelectMany(type => type.GetMethods(All).Cast<MethodBase>().Concat(type.GetConstructors(All)))
                .Where(method => method.GetMethodBody() is not null)
                .Select(Read),
        ];
    }

    public static string TypeName(Type type) => type.Name[(type.Name.LastIndexOf("__", StringComparison.Ordinal) is var hash and > 0 ? hash + 2 : 0)..];

    private static MethodIl Read(MethodBase method)
    {
        var body = method.GetMethodBody()!;
        var il = body.GetILAsByteArray()!;
        var leaders = new HashSet<int> { 0 };
        List<string> allocations = [];
        int instructions = 0, references = 0;
        for (var at = 0; at < il.Length;)
        {
            var start = at;
            var code = Codes[il[at] == 0xFE ? BitConverter.ToInt16([il[at + 1], 0xFE]) : il[at]];
            at += code.Size;
            var operand = at;
            at += OperandSize(code, il, at);
            instructions++;
            references += code.Name!.Contains("loc", StringComparison.Ordinal) || code.Name.Contains("arg", StringComparison.Ordinal) ? 1 : 0;
            if (code.FlowControl is FlowControl.Branch or FlowControl.Cond_Branch or FlowControl.Return or FlowControl.Throw)
            {
                leaders.Add(at);
                leaders.UnionWith(Targets(code, il, operand, at));
            }

            if (code == OpCodes.Newarr || code == OpCodes.Box || (code == OpCodes.Newobj && CreatesObject(method, BitConverter.ToInt32(il, operand))))
                allocations.Add($"{code.Name} at {start}");
        }

        leaders.Remove(il.Length);
        return new MethodIl(
            method, il.Length, instructions, leaders.Count, body.LocalVariables.Count + method.GetParameters().Length, references, allocations);
    }

    private static bool CreatesObject(MethodBase method, int token)
    {
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : [];
        var created = method.Module.ResolveMethod(token, typeArguments, method.IsGenericMethod ? method.GetGenericArguments() : [])!;
        return !created.DeclaringType!.IsValueType;
    }

    private static int OperandSize(OpCode code, byte[] il, int at) => code.OperandType switch
    {
        OperandType.InlineNone => 0,
        OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
        OperandType.InlineVar => 2,
        OperandType.InlineI8 or OperandType.InlineR => 8,
        OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(il, at),
        _ => 4,
    };

    private static IEnumerable<int> Targets(OpCode code, byte[] il, int operand, int next) => code.OperandType switch
    {
        OperandType.ShortInlineBrTarget => [next + (sbyte)il[operand]],
        OperandType.InlineBrTarget => [next + BitConverter.ToInt32(il, operand)],
        OperandType.InlineSwitch => Enumerable.Range(1, BitConverter.ToInt32(il, operand)).Select(index => next + BitConverter.ToInt32(il, operand + 4 * index)),
        _ => [],
    };
}
