using Compiled;

namespace CompiledConsole;

/// <summary>Tells whether a point of the plane is inside the unit circle. Each attribute is one block; the compiler writes the rest of the class.</summary>
[Network(inputs: 2)]
[Dense(16), Tanh]
[Dense(1), Sigmoid]
[BinaryCrossEntropy]
public sealed partial class Circle;
