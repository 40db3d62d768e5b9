namespace Compiled.Runtime;

/// <summary>A small number as a type: a constant to the JIT.</summary>
internal interface ICount
{
    static abstract nuint Value { get; }
}

internal readonly struct One : ICount
{
    public static nuint Value => 1;
}

internal readonly struct Two : ICount
{
    public static nuint Value => 2;
}

internal readonly struct Three : ICount
{
    public static nuint Value => 3;
}

internal readonly struct Four : ICount
{
    public static nuint Value => 4;
}
