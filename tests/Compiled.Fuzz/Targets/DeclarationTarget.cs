using System.Text;
using Compiled.Dynamic;

namespace Compiled.Fuzz;

/// <summary>Bytes as the text of a declaration: what is read is written in a form that is read again as the same.</summary>
public static class DeclarationTarget
{
    public static void Run(byte[] bytes)
    {
        NetworkDeclaration declaration;
        try
        {
            declaration = NetworkDeclaration.Parse(Encoding.UTF8.GetString(bytes));
        }
        catch (NetworkCompilationException)
        {
            return;
        }

        if (!NetworkDeclaration.Parse(declaration.Text).Equals(declaration))
            throw new InvalidOperationException("A declaration is written otherwise than it was read.");
    }

    public static IEnumerable<(string Name, byte[] Bytes)> Seeds() =>
    [
        ("classifier", "[Network(inputs: 64)]\n[Dense(32, Name = \"fc\\u0031\"), Relu] // first\n[Dropout(0.2)]\n[Dense(10), Softmax]\n[CrossEntropy]"u8.ToArray()),
        ("heads", "[Network(4), Budget(MaxParameters = 100)] [BeginResidual, Dense(4, Initializer = Initializer.Constant, InitializerConstant = -.5e-1f), EndResidual] /* */ [Head(\"a\")] [Dense(1, Bias = false)] [MeanSquaredError]"u8.ToArray()),
    ];
}
