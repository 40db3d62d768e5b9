namespace Compiled;

/// <summary>Names the outputs of a classifier by an enum: <c>Classify</c> then returns a <typeparamref name="TEnum"/>.</summary>
/// <remarks>
/// Output i is the probability of the member with the value i, so the enum has one member for each output, with the values 0, 1, … in any
/// order, and the last block is <c>Softmax</c>. The members' names are the classes' in topologies, files and data; a class whose name is none in C#, such as
/// "Iris-setosa", has it in <c>[EnumMember(Value = "Iris-setosa")]</c> of System.Runtime.Serialization on the member.
/// </remarks>
/// <typeparam name="TEnum">The enum; at least as visible as the network. Not constrained, so that the compiler's error can be worded.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class ClassesAttribute<TEnum> : Attribute;
