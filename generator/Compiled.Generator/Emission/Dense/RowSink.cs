using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Dense;

/// <summary>Where an unrolled row leaves its outputs.</summary>
internal abstract class RowSink
{
    /// <summary>Whether vectors that hold padding alone are wanted, too.</summary>
    public virtual bool TakesPadding => false;

    /// <summary>A vector of outputs, the first of them at a column.</summary>
    public abstract void Write(CodeWriter code, string vector, int lanes, int column);

    public static string Place(string memory, int offset) => offset == 0 ? $"ref {memory}" : $"ref {memory}, {Int(offset)}";
}

/// <summary>Registers, for the block after it.</summary>
internal sealed class RegisterSink(RegisterSource value) : RowSink
{
    public override void Write(CodeWriter code, string vector, int lanes, int column) => _ = code.Write($"{value.Vector(column)} = {vector};");
}

/// <summary>Memory that has room for whole vectors.</summary>
internal sealed class PaddedSink(string memory) : RowSink
{
    public override bool TakesPadding => true;

    public override void Write(CodeWriter code, string vector, int lanes, int column) => _ = code.Write($"{vector}.StoreUnsafe({Place(memory, column)});");
}

/// <summary>The caller's memory, which ends with the last output.</summary>
internal sealed class ExactSink(string memory, int outputs) : RowSink
{
    public override void Write(CodeWriter code, string vector, int lanes, int column)
    {
        if (column + lanes > outputs)
            WriteFirstLanes(code, vector, lanes, outputs - column, column);
        else
            _ = code.Write($"{vector}.StoreUnsafe({Place(memory, column)});");
    }

    /// <summary>The lanes that count, in halves and quarters: nothing after them is touched.</summary>
    private void WriteFirstLanes(CodeWriter code, string value, int lanes, int count, int first)
    {
        _ = code.Write($"var last = {value};");
        var (vector, done) = ("last", 0);
        for (var part = lanes / 2; part >= 4; part /= 2)
        {
            if (count - done >= part)
            {
                _ = code.Write($"{vector}.GetLower().StoreUnsafe({Place(memory, first + done)});");
                done += part;
                vector += ".GetUpper()";
            }
            else
            {
                vector += ".GetLower()";
            }
        }

        // Two lanes move as one integer, and the last from its place.
        var rest = count - done;
        if (rest >= 2)
            _ = code.Write($"Unsafe.WriteUnaligned(ref Unsafe.As<float, byte>({Code.Offset(memory, first + done)}), {vector}.AsUInt64().ToScalar());");
        if (rest % 2 == 1)
            _ = code.Write($"{Code.At(memory, first + count - 1)} = {vector}.GetElement({Int(rest - 1)});");
    }
}
