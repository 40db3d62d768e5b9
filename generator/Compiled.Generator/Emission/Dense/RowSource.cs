using Compiled.Generator.Planning;
using Compiled.Generator.Text;
using static Compiled.Generator.Text.Literals;

namespace Compiled.Generator.Emission.Dense;

/// <summary>Where an unrolled row takes its inputs from.</summary>
/// <param name="isPortable">Whether the text runs on every processor; else where vectors have 256 bits or more, which is on x64.</param>
internal abstract class RowSource(bool isPortable)
{
    /// <summary>The fused multiply-add of a tile: of the narrowest vectors, too, the instruction where there must be one.</summary>
    public string MultiplyAdd(Tile tile) => tile.Width == VectorWidth.Bits128 && !isPortable ? "Fma.MultiplyAdd" : tile.MultiplyAdd;

    /// <summary>What stands before the multiply-adds of an input.</summary>
    public virtual void Prepare(CodeWriter code, Tile tile, int input)
    {
    }

    /// <summary>The input in every lane.</summary>
    public abstract string Broadcast(Tile tile, int input);
}

/// <summary>Inputs in memory: a load that fills every lane.</summary>
/// <param name="name">The first of them.</param>
/// <param name="isPortable">Whether the text runs on every processor.</param>
internal sealed class MemorySource(string name, bool isPortable = true) : RowSource(isPortable)
{
    public override string Broadcast(Tile tile, int input) => $"{tile.Vector}.Create({Code.At(name, input)})";
}

/// <summary>
/// Inputs in registers, where the block before has left them. Stored as a vector and loaded as a float, each would take 7 cycles longer where the address is a place on the
/// stack, and 30 where it is calculated. Four inputs are repeated in every quarter of a vector, and each fills the lanes by an instruction within the quarters.
/// </summary>
/// <param name="value">The value.</param>
/// <param name="width">The width of its vectors.</param>
/// <param name="isPortable">Whether the text runs on every processor.</param>
internal sealed class RegisterSource(Value value, VectorWidth width, bool isPortable) : RowSource(isPortable)
{
    private const int Quarter = 4;

    /// <summary>What selects the first of four in each two bits of a control byte; times two, three: the others.</summary>
    private const int EveryPlace = 0b01_01_01_01;

    /// <summary>The control byte that selects the upper half twice.</summary>
    private const int UpperHalves = 0b0001_0001;

    /// <summary>
    /// Inputs that do without a quarter: moving one across a vector takes 3 to 5 cycles, filling all lanes from the lowest quarter 1 or 2. The multiply-adds that they begin
    /// hide what the others wait for. Taking all four this way added instructions and gained nothing.
    /// </summary>
    private const int FromLowestQuarter = 2;

    private readonly int _lanes = (int)width / 32;

    private readonly bool _isPortable = isPortable;

    /// <summary>The vector that holds a float of the value: the value's name, numbered where it takes several.</summary>
    public string Vector(int column) => value.Width <= _lanes ? value.Name : value.Name + "_" + Int(column / _lanes);

    /// <summary>"Vector256&lt;float&gt; hidden0_0, hidden0_1;": all its vectors but those that would hold padding alone.</summary>
    public string Declaration =>
        $"Vector{Int((int)width)}<float> {string.Join(", ", Enumerable.Range(0, (value.Width + _lanes - 1) / _lanes).Select(index => Vector(index * _lanes)))};";

    public override void Prepare(CodeWriter code, Tile tile, int input)
    {
        var first = input < Quarter && tile.Width != VectorWidth.Bits128 ? FromLowestQuarter : 0;
        if (input % Quarter == first && QuarterOf(input, tile) != Repeated(tile, input))
            _ = code.Write($"var {QuarterOf(input, tile)} = {Repeated(tile, input)};");
    }

    public override string Broadcast(Tile tile, int input)
    {
        if (input < FromLowestQuarter && tile.Width != VectorWidth.Bits128)
            return Code.Broadcast(tile.Vector, Vector(input), input);
        var (quarter, place) = (QuarterOf(input, tile), input % Quarter);
        if (tile.Width == VectorWidth.Bits512)
            return $"Avx512F.Permute4x32({quarter}, {Int(place * EveryPlace)})";
        return _isPortable ? $"Vector128.Create({quarter}.GetElement({Int(place)}))" : $"Avx.Permute({quarter}, {Int(place * EveryPlace)})";
    }

    /// <summary>A vector of four is its own quarter.</summary>
    private string QuarterOf(int input, Tile tile) => tile.Width == VectorWidth.Bits128 && _lanes == Quarter ? Vector(input) : "quarter" + Int(input / Quarter);

    /// <summary>Four inputs in every quarter of a vector of the tile's width.</summary>
    private string Repeated(Tile tile, int input)
    {
        var (vector, place) = (Vector(input), input % _lanes / Quarter);
        if (tile.Width == VectorWidth.Bits512)
        {
            var whole = vector + (_lanes < 8 ? ".ToVector256Unsafe()" : "") + (_lanes < 16 ? ".ToVector512Unsafe()" : "");
            return $"Avx512F.Shuffle4x128({whole}, {whole}, {Int(place * EveryPlace)})";
        }

        if (_lanes == 16)
            (vector, place) = (vector + Half(place / 2), place % 2);
        if (tile.Width == VectorWidth.Bits128)
            return _lanes == Quarter ? vector : vector + Half(place);
        return _lanes == Quarter ? $"Vector256.Create({vector}, {vector})" : $"Avx.Permute2x128({vector}, {vector}, {Int(place * UpperHalves)})";
    }

    private static string Half(int place) => place == 0 ? ".GetLower()" : ".GetUpper()";
}
