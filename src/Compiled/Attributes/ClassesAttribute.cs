namespace Compiled;

/// <summary>Names the outputs of a classifier after the members of an enum: <c>Classify</c> then returns a <typeparamref name="TEnum"/>.</summary>
/// <remarks>
/// With a last <c>Softmax</c> or <c>LogSoftmax</c>, output i is the probability of the member with the value i: the enum has one member for each output, with the values 0, 1, … in any
/// order. With a single <c>Sigmoid</c> output and <c>BinaryCrossEntropy</c> (or no loss), the output is the probability of the member with the value 1: the enum has two members, 0 for the negative
/// and 1 for the positive class. The members' names are the class names in topologies, files and data; a class name that is not valid in C#, such as "Iris-setosa", is given by
/// <c>[EnumMember(Value = "Iris-setosa")]</c> of System.Runtime.Serialization on the member.
/// </remarks>
/// <typeparam name="TEnum">The enum; at least as accessible as the network. Not constrained, so that the generator can report a clear error.</typeparam>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct | AttributeTargets.Interface, Inherited = false)]
public sealed class ClassesAttribute<TEnum> : Attribute;
